import type { Comment } from '../../contract.js';
import { StarlingEvent } from '../../state-events.js';

export type CommentAction = 'up' | 'down' | 'reply' | 'edit' | 'remove' | 'report' | 'link';

/** What a reader wants done with a comment; asked upwards, answered by the list. Not part of the public contract. */
export class CommentRequest extends StarlingEvent {
  constructor(
    readonly action: CommentAction,
    readonly comment: Comment,
  ) {
    super('request');
  }
}
