import type { Comment } from '../../contract.js';
import { readCursor, writeCursor } from '../shared/cursor.js';

export interface TimedPage {
  /** Newest first; pinned ones may be among them. */
  roots: Comment[];
  more: boolean;
}

interface State {
  before: number;
  /** Ids of the comments of the last moment that the reader has already. */
  seen: string[];
}

/** Maximum number of requests for one page, in case a server sends the same comments again and again. */
const mostRequests = 8;

/**
 * Paging by "what was written before this moment", in milliseconds, without losing comments of the same moment: the
 * next page asks for that moment again, and leaves out what the reader has.
 *
 * @throws StarlingError `invalid` if it is not a cursor
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
    // If a whole page is of one moment and known, the rest of that moment can't be requested, so go past it.
    state = roots.length ? { before: last + 1, seen: known } : { before: last, seen: [] };
    if (roots.length) return { roots, next: writeCursor('newest', state) };
  }
  return { roots: [], next: null };
};
