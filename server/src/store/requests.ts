import type { Scope } from './moderation-records.js';

export interface ThreadName {
  site: string;
  /** `threadKey(id)`: a hash of the thread's id, as ids are up to 2,048 characters long. */
  thread: string;
}

/** A visitor's proof that they may write for the first time; spent by the transaction that it lets through. */
export interface Admission {
  /** Set where a captcha was solved for this write. */
  captcha?: CaptchaUse;
  /** The captcha could not be checked: the visitor's next write must still pass one. */
  held?: boolean;
}

export interface CaptchaUse {
  provider: string;
  /** Hash of what makes the answer the same answer. */
  hash: string;
  expiresAt: number;
}

/** What closes a thread without a moderator. */
export interface ThreadRule {
  /** One that was begun before takes nothing any more. */
  closedBefore?: number;
}

export interface RenderedText {
  /** As typed. */
  body: string;
  /** Safe HTML made of it. */
  html: string;
  /** Version of the renderer that made it. */
  renderer: number;
}

/** Who does something, and when. */
export interface Act {
  scope: Scope;
  /** As the log names them. */
  by: string;
  now: number;
}
