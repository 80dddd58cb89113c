import type { Comment } from '../../../contract.js';
import { noteVisit } from '../../../thread/visits.js';
import type { CommentAction } from '../../comment/comment-request.js';
import type { ListHost } from '../list-host.js';
import { castVote } from './cast-vote.js';
import { copyLink } from './copy-link.js';
import { openPanel } from './panel.js';

/** Does what a reader asked for: either at once, or in a panel below the comment. */
export function perform(list: ListHost, action: CommentAction, comment: Comment): Promise<void> {
  noteVisit(list.store!.target);
  if (action === 'link') return copyLink(list, comment);
  if (action === 'up' || action === 'down') return castVote(list, comment, action === 'up' ? 1 : -1);
  return openPanel(list, comment, action);
}
