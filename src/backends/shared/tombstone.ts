import type { Comment } from '../../contract.js';

/** What is left of a comment that its author removed, for servers that answer with less. */
export const toTombstone = (comment: Comment): Comment => ({
  ...comment,
  status: 'deleted',
  author: { name: '' },
  html: '',
  rating: null,
  votes: { up: 0, down: 0 },
});
