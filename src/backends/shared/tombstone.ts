import type { Comment } from '../../contract.js';

/** What remains of a comment that its author removed, for servers whose response contains less than that. */
export const toTombstone = (comment: Comment): Comment => ({
  ...comment,
  status: 'deleted',
  author: { name: '' },
  html: '',
  rating: null,
  votes: { up: 0, down: 0 },
});
