import type { Comment, Page } from '../contract.js';

/** A backend that breaks its word breaks here, where it is told, and not half-way through the drawing. */
export function checkPage({ comments, thread }: Page): void {
  if (!thread) throw TypeError('page');
  checkComments(comments);
}

/** @throws TypeError where one of them, or of their replies, is not what the contract says */
export function checkComments(comments: Comment[]): void {
  for (const { id, author, html, votes } of comments.flatMap((root) => [root, ...(root.replies ?? [])])) {
    if (!votes || [id, author.name, html].some((text) => typeof text !== 'string')) throw TypeError('comment');
  }
}
