import type { Comment, Page } from '../contract.js';

/** A backend that breaks its word breaks here, where it is told, and not half-way through the drawing. */
export function checkPage({ comments, thread }: Page): Comment[] {
  if (!thread) throw TypeError('page');
  return checkComments(comments);
}

/**
 * The comments, and their replies.
 *
 * @throws TypeError where one of them is not what the contract says
 */
export function checkComments(comments: Comment[]): Comment[] {
  const all = comments.flatMap((root) => [root, ...(root.replies ?? [])]);
  for (const { id, author, html, votes } of all) {
    if (!votes || [id, author.name, html].some((text) => typeof text !== 'string')) throw TypeError('comment');
  }
  return all;
}
