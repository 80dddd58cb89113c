import type { Comment, Page } from '../contract.js';
import { findComment, replaceComment } from './change-thread.js';
import { checkComments } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/** How many replies one click shows. */
const limit = 50;

/** Loads the next page of roots; gives the first comment that is new. */
export async function loadMore(store: ThreadStore): Promise<Comment | undefined> {
  const { next, sort, rating } = store;
  const page = await store.backend!.list(store.query(next!));
  checkComments(page.comments);
  // Another order or filter was chosen meanwhile.
  if (store.sort !== sort || store.rating !== rating || store.next !== next) return undefined;
  const comments = newComments(store, page);
  store.roots = [...store.roots, ...comments];
  store.next = nextCursor(page, next);
  store.changed();
  return comments[0];
}

/** Loads the next replies of a branch; gives the first that is new. */
export async function loadReplies(store: ThreadStore, root: Comment): Promise<Comment | undefined> {
  const cursor = root.repliesNext ?? undefined;
  const page = await store.backend!.replies!({ ...store.target, parent: root.id, limit, cursor });
  checkComments(page.comments);
  const comments = newComments(store, page);
  const replies = [...(findComment(store, root.id)?.replies ?? []), ...comments];
  replaceComment(store, root.id, { replies, repliesNext: nextCursor(page, root.repliesNext) });
  return comments[0];
}

const newComments = (store: ThreadStore, { comments }: Page): Comment[] =>
  comments.filter(({ id }) => !findComment(store, id));

/** A backend whose pages stand still is one whose pages are over. */
const nextCursor = ({ comments, next }: Page, asked?: string | null): string | null =>
  next === asked || !comments.length ? null : next;
