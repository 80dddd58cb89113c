import { emailPattern, limits, type Draft, type DraftAuthor, type Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';

type Fields = Record<string, string>;

/**
 * Refuses a draft that a Starling server would refuse, for backends that do not check drafts themselves.
 *
 * @throws StarlingError `invalid`, with a text for each wrong field
 */
export const checkDraft = ({ thread, parent, author, body, rating }: Draft, settings: Thread): void => {
  const fields: Fields = {};
  checkText(fields, 'thread.id', thread.id, limits.thread, true);
  checkText(fields, 'thread.title', thread.title, limits.title);
  checkUrl(fields, 'thread.url', thread.url);
  checkText(fields, 'body', body, limits.body, true);
  for (const name of ['name', 'email', 'url'] as const) checkAuthor(fields, name, author, settings);
  if (rating == null) {
    if (settings.ratings === 'required' && !parent) fields.rating = 'Choose a rating.';
  } else if (parent) fields.rating = 'A reply carries no rating.';
  else if (settings.ratings === 'off') fields.rating = 'There are no ratings here.';
  else checkStars(fields, 'rating', rating);
  refuse(fields);
};

export const checkBody = (body: string): void => {
  const fields: Fields = {};
  checkText(fields, 'body', body, limits.body, true);
  refuse(fields);
};

/** A server's maximum length of a field, if it is less than the contract's. */
export interface ServerLimit {
  field: 'body' | `author.${keyof DraftAuthor}`;
  most: number;
  /** Whether `most` counts UTF-8 bytes; by default it counts code points. */
  inBytes?: boolean;
}

/** Refuses what the server would refuse, so that the error is shown at its field before anything is sent. */
export const checkLimits = (
  { body, author = {} }: Pick<Draft, 'body'> & Partial<Draft>,
  serverLimits: readonly ServerLimit[],
): void => {
  const fields: Fields = {};
  for (const { field, most, inBytes } of serverLimits) {
    const value = field === 'body' ? body : (author[field.slice('author.'.length) as keyof DraftAuthor]?.trim() ?? '');
    const length = inBytes ? new TextEncoder().encode(value).length : [...value].length;
    if (length > most) fields[field] = `Too long: at most ${most} ${inBytes ? 'bytes' : 'characters'}.`;
  }
  refuse(fields);
};

/** @param name the field's name in an error */
export const requireStars = (name: string, value: unknown): void => {
  const fields: Fields = {};
  checkStars(fields, name, value);
  refuse(fields);
};

const refuse = (fields: Fields): void => {
  if (Object.keys(fields).length) throw new StarlingError('invalid', 'Some fields are not valid.', { fields });
};

const checkAuthor = (fields: Fields, name: keyof DraftAuthor, author: DraftAuthor, settings: Thread): void => {
  const value = author[name]?.trim();
  const path = `author.${name}`;
  checkText(fields, path, value, limits[name], settings.fields[name] === 'required');
  if (!value || fields[path]) return;
  if (name === 'url') checkUrl(fields, path, value);
  if (name === 'email' && !emailPattern.test(value)) fields[path] = 'Must be an e-mail address.';
  if (name === 'name' && /\p{Cc}/u.test(value)) fields[path] = 'Must be on one line.';
};

const checkText = (fields: Fields, path: string, value: unknown, most: number, required = false): void => {
  if (value === undefined || value === '') {
    if (required) fields[path] = 'Must not be empty.';
  } else if (typeof value !== 'string') fields[path] = 'Must be text.';
  else if (required && !value.trim()) fields[path] = 'Must not be empty.';
  else if (/[\0\p{Surrogate}]/u.test(value)) fields[path] = 'Has characters that can not be kept.';
  else if ([...value].length > most) fields[path] = `Too long: at most ${most} characters.`;
};

const checkUrl = (fields: Fields, path: string, value: string | undefined): void => {
  if (!value) return;
  checkText(fields, path, value, limits.url);
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
    fields[path] ??= 'Must be an address that begins with http:// or https://.';
};

const checkStars = (fields: Fields, path: string, value: unknown): void => {
  if (![1, 2, 3, 4, 5].includes(value as number)) fields[path] = 'Must be a whole number from 1 to 5.';
};
