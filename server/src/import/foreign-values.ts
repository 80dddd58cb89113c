import { z } from 'zod';
import { timeOf } from './foreign-comment.js';

/*
 * Values in other systems' JSON whose type depends on their database: ids that are numbers, texts that are null, times
 * in the formats of MongoDB, LeanCloud and SQL.
 */

/** Text, or a number or boolean as text; '' if missing. */
export const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

/** An id, which MongoDB wraps in an object. */
export const id = z.union([z.object({ $oid: z.string() }).transform(({ $oid }) => $oid), text]);

/** Milliseconds since 1970, from a number, from a time as text, or from the wrappers of MongoDB and LeanCloud. */
export const time = z
  .union([
    z.number(),
    z.string(),
    z.object({ iso: z.string() }).transform(({ iso }) => iso),
    z.object({ $date: z.union([z.string(), z.number()]) }).transform(({ $date }) => $date),
    z.object({ $numberLong: z.string() }).transform(({ $numberLong }) => Number($numberLong)),
  ])
  .nullish()
  .transform((value) => {
    if (typeof value === 'number') return value > 0 && Number.isFinite(value) ? Math.round(value) : undefined;
    if (typeof value !== 'string') return undefined;
    // SQL times have no zone, and are taken as UTC.
    const utc = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value) ? `${value.replace(' ', 'T')}Z` : value;
    return timeOf(utc);
  });

export const count = text.transform((value) => Number.parseInt(value, 10) || 0);

export const truth = text.transform((value) => value === 'true' || value === '1');
