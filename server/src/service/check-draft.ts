import { invalidFields } from '../api-error.js';
import type { Draft, ThreadReference } from '../contract.js';
import type { RenderedText } from '../store/store.js';
import type { Settings } from './settings.js';
import { showsNothing } from './text/visible.js';

type Checked = Draft & { author: { name: string } };

/** The rules for what a draft says of its thread and its stars; its shape was checked before. */
export const checkDraft = (draft: Draft, settings: Settings): Checked => {
  const { author, rating, parent } = draft;
  const fields: Record<string, string> = {};
  if (rating !== undefined && parent !== undefined) fields.rating = 'A reply carries no rating.';
  else if (rating !== undefined && settings.ratings === 'off') fields.rating = 'There are no ratings here.';
  else if (rating === undefined && parent === undefined && settings.ratings === 'required')
    fields.rating = 'Choose a rating.';
  const address = checkAddress(draft.thread, settings.origins);
  if (address) fields['thread.url'] = address;
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

/** What is wrong with a thread's address: where origins are listed, it must be on one of them. */
export const checkAddress = ({ url }: ThreadReference, origins: readonly string[]): string | undefined =>
  url !== undefined && origins.length > 0 && !origins.includes(new URL(url).origin)
    ? 'Not an address of one of the pages that this server is for.'
    : undefined;
