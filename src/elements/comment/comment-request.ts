import type { Comment } from '../../contract.js';

export type CommentAction = 'up' | 'down' | 'reply' | 'edit' | 'remove' | 'report';

/** What a reader wants done with a comment; asked upwards, answered by the list. Not part of the public contract. */
export class CommentRequest extends Event {
  static readonly type = 'starling-request';
  constructor(
    readonly action: CommentAction,
    readonly comment: Comment,
  ) {
    super(CommentRequest.type, { bubbles: true, composed: true });
  }
}
