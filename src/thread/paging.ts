import type { Comment, Page } from '../contract.js';
import { findComment, replaceComment } from './change-thread.js';
import { checkComments } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/** How many replies one click loads. */
const limit = 50;

/** Loads the next page of roots; returns the first new comment. */
export async function loadMore(store: ThreadStore): Promise<Comment | undefined> {
  const { next, sort, rating } = store;
  const page = await store.backend!.list(store.query(next!));
  checkComments(page.comments);
  // Another sort order or filter was chosen meanwhile, or the page was loaded already.
  if (store.sort !== sort || store.rating !== rating || store.next !== next) return undefined;
  const comments = newComments(store, page);
  store.roots = [...store.roots, ...comments];
  store.next = nextCursor(page, next);
  store.changed();
  return comments[0];
}

/** Loads the next replies of a branch; returns the first new one. */
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

/** A page that is empty or repeats the cursor counts as the last one, so that paging always ends. */
const nextCursor = ({ comments, next }: Page, asked?: string | null): string | null =>
  next === asked || !comments.length ? null : next;
