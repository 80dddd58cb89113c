import { limits, type Page } from '../../contract.js';
import type { Threads } from '../../service/threads.js';

export interface PageRequest {
  site?: string;
  thread: string;
  cursor?: string;
  /** A root: it with all of its replies, in place of the roots. */
  parent?: string;
}

/** How much of a page is read: less where what it makes is too long. */
export interface Amount {
  limit: number;
  /** Whether roots have their first replies with them. */
  withReplies: boolean;
}

/** What is tried in turn, until the page is not too long. */
export const amounts: readonly Amount[] = [
  { limit: limits.defaultPageSize, withReplies: true },
  { limit: 5, withReplies: true },
  { limit: 1, withReplies: true },
  { limit: 1, withReplies: false },
];

/** Roots with their first replies, or one root with its replies; the settings of the thread always with them. */
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

/** Stands for a cursor: the page links to the whole branch. */
const fromTheFirst = 'first';
