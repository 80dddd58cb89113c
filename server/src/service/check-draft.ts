import { invalidFields } from '../api-error.js';
import type { Draft } from '../contract.js';
import { once } from '../once.js';
import type { RenderedText } from '../store/requests.js';
import type { SiteSettings } from './settings.js';
import { showsNothing } from './text/visible.js';

type Checked = Draft & { author: { name: string } };

/**
 * Checks the rules about a draft's rating and about mails for replies; its shape was checked before.
 *
 * @param address the address of the signed-in person
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
 * Renders a body.
 *
 * @throws ApiError `invalid` if nothing of it would be visible
 */
export const checkedText = async (body: string): Promise<RenderedText> => {
  const { renderMarkdown } = await renderer();
  const text = renderMarkdown(body);
  if (showsNothing(text.html)) throw invalidFields({ body: 'Must not be empty.' });
  return text;
};

/** Loaded with the first text that is written, because reading needs no parser. */
const renderer = once(() => import('./text/render-markdown.js'));
