import type { CommentRecord, MineRecord } from './records.js';
import type { ThreadName } from './requests.js';

export interface VisitorReads {
  /** Whether the visitor has written before, and so has passed the captcha. */
  isKnown(site: string, visitor: string): Promise<boolean>;
  /** The visitor's pending comments and those written at or after `since`: the last hundred, oldest first. */
  mine(name: ThreadName, visitor: string, since: number): Promise<MineRecord>;
  /** The result of the draft that was sent with this key at or after `since`. */
  submitted(key: IdempotencyKey, since: number): Promise<(Submitted & { bodyHash: string }) | undefined>;
}

export interface IdempotencyKey {
  site: string;
  /** The visitor, or '' for those without a token. */
  scope: string;
  key: string;
}

export interface Submitted {
  /** 201 if the comment was public at once, 202 if it had to wait. */
  status: 201 | 202;
  /** The comment as it is now. */
  comment: CommentRecord;
}
