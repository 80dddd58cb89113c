import type { Comment, Page } from '../contract.js';

/**
 * Checks a page and returns its comments and their replies. A backend that breaks the contract fails here, where the
 * error is reported, and not in the middle of rendering.
 *
 * @throws TypeError where the page or a comment is not what the contract says
 */
export function checkPage({ comments, thread }: Page): Comment[] {
  if (!thread) throw TypeError('page');
  return checkComments(comments);
}

/**
 * Checks comments and returns them with their replies, as a flat list.
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
