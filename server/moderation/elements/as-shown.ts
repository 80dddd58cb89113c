import type { Comment } from '../../../src/contract.js';
import type { Moderated } from '../client/api.js';

/**
 * Prepares a comment for `<starling-comment>`: its state is shown beside it, and its text stays visible until it is
 * erased.
 */
export const asShown = (comment: Moderated): Comment => ({
  ...comment,
  status: comment.state === 'deleted' && !comment.html ? 'deleted' : 'published',
});
