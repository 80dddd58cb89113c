import { invalidFields } from '../api-error.js';
import type { Draft } from '../contract.js';
import type { RenderedText } from '../store/requests.js';
import type { SiteSettings } from './settings.js';
import { showsNothing } from './text/visible.js';

type Checked = Draft & { author: { name: string } };

/**
 * The rules for what a draft says of its stars, and where replies go; its shape was checked before.
 *
 * @param address of who is signed in
 */
export const checkDraft = (draft: Draft, settings: SiteSettings, address?: string): Checked => {
  const { author, rating, parent } = draft;
  const fields: Record<string, string> = {};
  if (rating !== undefined && parent !== undefined) fields.rating = 'A reply carries no rating.';
  else if (rating !== undefined && settings.ratings === 'off') fields.rating = 'There are no ratings here.';
  else if (rating === undefined && parent === undefined && settings.ratings === 'required')
    fields.rating = 'Choose a rating.';
  if (draft.notify && settings.mail && !author.email && !address)
    fields['author.email'] = 'Where replies are to be mailed.';
  if (Object.keys(fields).length > 0) throw invalidFields(fields);
  return { ...draft, author: { ...author, name: author.name ?? '' } };
};

/**
 * A body as it is shown.
 * @throws ApiError `invalid` where nothing of it would be seen
 */
export const checkedText = async (body: string): Promise<RenderedText> => {
  // Who only reads needs no parser: it loads with the first text that is written.
  const { renderMarkdown } = await import('./text/render-markdown.js');
  const text = renderMarkdown(body);
  if (showsNothing(text.html)) throw invalidFields({ body: 'Must not be empty.' });
  return text;
};
