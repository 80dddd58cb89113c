import type { Comment } from '../../contract.js';
import { readCursor, writeCursor } from '../shared/cursor.js';

export interface TimedPage {
  /** The newest first; pinned ones may stand among them. */
  roots: Comment[];
  more: boolean;
}

interface State {
  before: number;
  /** Those of the last moment that the reader has already. */
  seen: string[];
}

/** A server that sends the same again and again must not be asked for ever. */
const mostRequests = 8;

/**
 * Paging by "what was written before this moment", in milliseconds, such that comments of one moment are not lost:
 * the next page asks for that moment once more, and leaves out what the reader has.
 *
 * @throws StarlingError `invalid` where it is no cursor
 */
export const backInTime = async (
  cursor: string | undefined,
  getPage: (before: number | undefined) => Promise<TimedPage>,
): Promise<{ roots: Comment[]; next: string | null }> => {
  let state = readCursor<State>('newest', cursor, ({ before, seen }) => Number.isFinite(before) && Array.isArray(seen));
  for (let requests = 0; requests < mostRequests; requests++) {
    const page = await getPage(state?.before);
    const roots: Comment[] = page.roots.filter(({ id }) => !state?.seen.includes(id));
    const timed = page.roots.filter(({ pinned }) => !pinned);
    if (!page.more || !timed.length) return { roots, next: null };
    const last = Math.min(...timed.map(({ createdAt }) => Date.parse(createdAt)));
    const known = timed.filter(({ createdAt }) => Date.parse(createdAt) === last).map(({ id }) => id);
    // A whole page of one moment, all known: there is no way to ask for the rest of it but to go past.
    state = roots.length ? { before: last + 1, seen: known } : { before: last, seen: [] };
    if (roots.length) return { roots, next: writeCursor('newest', state) };
  }
  return { roots: [], next: null };
};
