import type { Comment } from '../../contract.js';
import { StarlingEvent } from '../../state-events.js';

export type CommentAction = 'up' | 'down' | 'reply' | 'edit' | 'remove' | 'report' | 'link';

/** What a reader wants to do with a comment. The event bubbles up to the list, which handles it. Not a public event. */
export class CommentRequest extends StarlingEvent {
  constructor(
    readonly action: CommentAction,
    readonly comment: Comment,
  ) {
    super('request');
  }
}
