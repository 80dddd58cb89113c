import type { StarlingCommentList } from '../comment-list.js';

/** Where a comment stands in its list; undefined while it is not drawn. */
export const commentPlace = (list: StarlingCommentList, id: string): HTMLElement | undefined =>
  list.renderRoot.querySelector<HTMLElement>(`#comment-${CSS.escape(id)}`) ?? undefined;

/** Goes there without moving the page: reading, or what was being done, goes on at that comment. */
export const focusComment = (list: StarlingCommentList, id: string): void =>
  commentPlace(list, id)?.focus({ preventScroll: true });
