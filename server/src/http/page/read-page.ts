import { limits, type Page } from '../../contract.js';
import type { Threads } from '../../service/threads.js';

export interface PageRequest {
  site?: string;
  thread: string;
  cursor?: string;
  /** The id of a root: it is shown with all of its replies, instead of the list of roots. */
  parent?: string;
}

/** How much of a page is read: less if the result is too long. */
export interface Amount {
  limit: number;
  /** Whether roots come with their first replies. */
  withReplies: boolean;
}

/** Tried in turn, until the page is not too long. */
export const amounts: readonly Amount[] = [
  { limit: limits.defaultPageSize, withReplies: true },
  { limit: 5, withReplies: true },
  { limit: 1, withReplies: true },
  { limit: 1, withReplies: false },
];

/** Reads roots with their first replies, or one root with all replies; always with the thread's settings. */
export const readPage = async (
  threads: Threads,
  { site, thread, cursor, parent }: PageRequest,
  { limit, withReplies }: Amount,
): Promise<Page> => {
  const list = async (query: { cursor?: string; parent?: string }): Promise<Page> => {
    const { answer } = await threads.list({ site, thread, sort: 'newest', limit, ...query }, () => false);
    return answer!;
  };
  const page = await list({ cursor, parent });
  if (parent !== undefined) {
    const { answer } = await threads.find({ site, id: parent }, () => false);
    return { ...page, summary: null, comments: [{ ...answer!.root, replies: page.comments, repliesNext: null }] };
  }
  if (withReplies) return page;
  const comments = page.comments.map((root) =>
    root.replyCount > 0 ? { ...root, replies: [], repliesNext: fromTheFirst } : root,
  );
  return { ...page, comments };
};

/** Used in place of a cursor: the page then links to the whole branch. */
const fromTheFirst = 'first';
