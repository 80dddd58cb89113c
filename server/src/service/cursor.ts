import { invalidFields } from '../api-error.js';
import { fromBase64, toBase64Url } from '../base64.js';
import type { Position } from '../store/records.js';
import type { ThreadPosition } from '../store/queue.js';
import { idPattern } from './comment-id.js';

/**
 * A position as an opaque string. `list` names the list that the cursor belongs to: a cursor of another list is
 * rejected, because its rank has another meaning.
 */
export const writeCursor = (list: string, { rank, createdAt, id }: Position): string =>
  write([list, rank, createdAt, id]);

/** @throws ApiError `invalid` if this server never issued such a cursor for the list */
export const readCursor = (list: string, cursor: string): Position => {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw malformed();
  const [of, rank, createdAt, id] = parts as unknown[];
  if (of !== list || !Number.isFinite(rank) || !Number.isSafeInteger(createdAt)) throw malformed();
  if (typeof id !== 'string' || !idPattern.test(id)) throw malformed();
  return { rank: rank as number, createdAt: createdAt as number, id };
};

/** A position among threads: a thread is identified by its site and its key. */
export const writeThreadCursor = ({ createdAt, site, thread }: ThreadPosition): string =>
  write(['threads', createdAt, site, thread]);

/** @throws ApiError `invalid` if this server never issued such a cursor */
export const readThreadCursor = (cursor: string): ThreadPosition => {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw malformed();
  const [of, createdAt, site, thread] = parts as unknown[];
  if (of !== 'threads' || !Number.isSafeInteger(createdAt)) throw malformed();
  if (typeof site !== 'string' || typeof thread !== 'string') throw malformed();
  return { createdAt: createdAt as number, site, thread };
};

const write = (parts: unknown[]): string => toBase64Url(encoder.encode(JSON.stringify(parts)));

const encoder = new TextEncoder();

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64(cursor)));
  } catch {
    return undefined;
  }
};

const malformed = () => invalidFields({ cursor: 'Not a cursor of this list.' });
