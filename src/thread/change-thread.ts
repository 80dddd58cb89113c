import type { Comment, Mine } from '../contract.js';
import { learnTime } from '../platform/clock.js';
import { checkComments, checkPage } from './check-page.js';
import { rememberOwn } from './own-comments.js';
import type { ThreadState } from './thread-state.js';

/** Finds a comment among those that are loaded. */
export function findComment({ fresh, roots, linked }: ThreadState, id: string): Comment | undefined {
  for (const root of [...fresh, ...roots, ...(linked ? [linked] : [])]) {
    const found = [root, ...(root.replies ?? [])].find((comment) => comment.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Changes a comment wherever it is in the thread. */
export const replaceComment = (store: ThreadState, id: string, change: Partial<Comment>): void =>
  mapRoots(store, (root) => {
    if (root.id === id) return { ...root, ...change };
    if (!root.replies?.some((reply) => reply.id === id)) return root;
    return { ...root, replies: root.replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply)) };
  });

/** Inserts a comment: a reply into its branch, a root among the reader's own new comments. */
export function insertComment(store: ThreadState, comment: Comment): void {
  if (findComment(store, comment.id)) return;
  if (!comment.parent) store.fresh = [comment, ...store.fresh];
  else {
    mapRoots(store, (root) =>
      root.id === comment.root
        ? { ...root, replyCount: root.replyCount + 1, replies: [...(root.replies ?? []), comment] }
        : root,
    );
  }
}

/**
 * Takes over what belongs to the visitor: their votes, and their comments that the pages don't contain yet or never
 * will.
 */
export function takeMine(store: ThreadState, mine: Mine): void {
  try {
    checkComments(mine.comments);
    Object.keys(mine.votes);
  } catch {
    // The backend sent something invalid; the thread is complete without it.
    return;
  }
  store.mine = mine;
  for (const comment of mine.comments) {
    store.own.add(comment.id);
    // A later page will contain it, in its place.
    const comes = store.next && store.sort !== 'newest' && !comment.parent && comment.status === 'published';
    if (!comes) insertComment(store, comment);
  }
}

/** Takes over a comment that the reader has just sent, as their own. */
export function takeSubmitted(store: ThreadState, comment: Comment, body: string): void {
  // Its time is used because not all servers let a page read a response's `Date` header.
  learnTime(comment.createdAt);
  rememberOwn(comment.id, body);
  store.own.add(comment.id);
  insertComment(store, comment);
  store.changed();
  // The comment is saved, even if loading the new numbers fails.
  if (comment.status === 'published') void refresh(store).catch(() => undefined);
}

/** Loads the number of comments and the ratings of the whole thread again, and leaves the comments as they are. */
export async function refresh(store: ThreadState): Promise<void> {
  const page = await store.backend!.list({ ...store.query(), limit: 1 });
  checkPage(page);
  store.take(page);
  store.changed();
}

function mapRoots(store: ThreadState, change: (root: Comment) => Comment): void {
  store.roots = store.roots.map(change);
  store.fresh = store.fresh.map(change);
  store.linked &&= change(store.linked);
  store.changed();
}
