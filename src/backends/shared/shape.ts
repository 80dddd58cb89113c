import { badges, type Badge, type Comment, type CommentStatus, type Stars, type Summary } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { webAddress } from '../../platform/web-address.js';

/*
 * Converts what a server sent to the contract's shapes. Whatever it was, the result has the declared types.
 * A missing or wrong value becomes a harmless one; a response that can't be used at all is a `server` error.
 * An unknown status, rule or mode is passed on as text; code that compares it treats it as none of the known ones.
 */

/** How to read a value: a function or, for an object, a reader for each of its keys. */
export type Reader<T> = ((value: unknown) => T) | { [Key in keyof T]-?: Reader<T[Key]> };

export const conform = <T>(reader: Reader<T>, value: unknown): T => {
  if (typeof reader == 'function') return reader(value);
  const result = {} as T;
  for (const key in reader) result[key] = conform(reader[key], (value as Partial<T> | null | undefined)?.[key]);
  return result;
};

/** A string, number or boolean as a string; everything else is empty. */
export const text = (value: unknown): string => (value == null || typeof value == 'object' ? '' : `${value}`);

/** A whole number, 0 or more; 0 for anything else. */
export const count = (value: unknown): number => (typeof value == 'number' ? Math.max(0, value | 0) : 0);

export const oneOf =
  <T>(values: readonly unknown[], otherwise: T) =>
  (value: unknown): T =>
    values.includes(value) ? (value as T) : otherwise;

/** Null if there is no value or an empty text. */
export const nullable =
  <T>(reader: Reader<T>) =>
  (value: unknown): T | null =>
    value ? conform(reader, value) || null : null;

export const arrayOf =
  <T>(reader: Reader<T>) =>
  (value: unknown): T[] => {
    if (!Array.isArray(value)) throw new StarlingError('server', 'no array');
    return value.map((item) => conform(reader, item));
  };

/** An object of values by name; empty if it is not an object. */
export const recordOf =
  <T>(reader: Reader<T>) =>
  (value: unknown): Record<string, T> =>
    Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, conform(reader, item)]));

const id = (value: unknown): string => {
  const result = text(value);
  if (!result) throw new StarlingError('server', 'no id');
  return result;
};

/** The epoch (1970) if it is not a date, because `Intl` throws on invalid dates. */
const time = (value: unknown): string => new Date(Date.parse(text(value)) || 0).toISOString();

const flag = (value: unknown): boolean => !!value;

export const stars = oneOf<Stars | null>([1, 2, 3, 4, 5], null);

export const votes = { up: count, down: count };

const flatComment = {
  id,
  parent: nullable(id),
  root: text,
  author: {
    name: text,
    url: (value: unknown) => webAddress(text(value)),
    badge: oneOf<Badge | undefined>(badges, undefined),
  },
  html: text,
  rating: stars,
  status: text as (value: unknown) => CommentStatus,
  createdAt: time,
  editedAt: nullable(time),
  votes,
  pinned: flag,
  replyCount: count,
  repliesNext: nullable(text),
};

/** A comment without replies of its own. */
export const reply = (value: unknown): Comment => {
  const comment: Comment = conform(flatComment, value);
  comment.root ||= comment.parent ?? comment.id;
  return comment;
};

/** A comment with its first replies as a flat list. Nested replies would let a server exhaust the stack. */
export const comment = (value: unknown): Comment => {
  const { replies } = Object(value);
  return Object.assign(reply(value), replies && { replies: arrayOf(reply)(replies) });
};

export const summary: Reader<Summary> = {
  average: (value) => (typeof value == 'number' && value >= 1 && value <= 5 ? value : null),
  count,
  distribution: { 1: count, 2: count, 3: count, 4: count, 5: count },
};
