import type { Scope } from './moderation-records.js';

export interface ThreadName {
  site: string;
  /** `threadKey(id)`: a hash of the thread's id, because ids can have up to 2,048 characters. */
  thread: string;
}

/** A visitor's proof that they may write for the first time; spent by the transaction it admits. */
export interface Admission {
  /** Set if a captcha was solved for this write. */
  captcha?: CaptchaUse;
  /** Whether the captcha could not be checked: the visitor's next write must still pass one. */
  held?: boolean;
}

export interface CaptchaUse {
  provider: string;
  /** Hash of the parts of the answer that identify it, to prevent using it twice. */
  hash: string;
  expiresAt: number;
}

/** What closes a thread without a moderator. */
export interface ThreadRule {
  /** Threads that were started before this time are closed. */
  closedBefore?: number;
}

export interface RenderedText {
  /** As typed. */
  body: string;
  /** Safe HTML rendered from it. */
  html: string;
  /** Version of the renderer that produced it. */
  renderer: number;
}

/** Who performs an action, and when. */
export interface Act {
  scope: Scope;
  /** The name in the moderation log. */
  by: string;
  now: number;
}
