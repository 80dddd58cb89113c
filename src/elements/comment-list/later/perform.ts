import type { Comment } from '../../../contract.js';
import type { CommentAction } from '../../comment/comment-request.js';
import type { ListHost } from '../list-host.js';
import { castVote } from './cast-vote.js';
import { openPanel } from './panel.js';

/** Does what a reader asked of a comment: at once, or by a panel below it. */
export const perform = (list: ListHost, action: CommentAction, comment: Comment): Promise<void> =>
  action === 'up' || action === 'down'
    ? castVote(list, comment, action === 'up' ? 1 : -1)
    : openPanel(list, comment, action);
