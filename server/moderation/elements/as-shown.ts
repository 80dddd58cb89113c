import type { Comment } from '../../../src/contract.js';
import type { Moderated } from '../client/api.js';

/** For `<starling-comment>`: its state is told beside it, and the words stay until they are gone for good. */
export const asShown = (comment: Moderated): Comment => ({
  ...comment,
  status: comment.state === 'deleted' && !comment.html ? 'deleted' : 'published',
});
