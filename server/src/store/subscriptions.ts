import type { Admission, ThreadName } from './requests.js';

/** Somebody who is to hear by mail of what is written in a thread. */
export interface SubscriptionRecord extends ThreadName {
  id: string;
  /** Only of what answers this comment, however deep; null for all of the thread. */
  comment: string | null;
  email: string;
  /** Who asked for it, where they had a token. */
  visitor: string | null;
  /** BCP 47: what they read. */
  language: string;
  /** Whether whoever reads the address's mail said yes. */
  confirmed: boolean;
  /** Of the thread; null where nobody has written to it. */
  threadId: string | null;
  threadUrl: string | null;
  threadTitle: string | null;
}

export interface Subscriber {
  email: string;
  language: string;
  /** Whether it is known that they read the address's mail, as they signed in by it: nobody need ask them there. */
  verified?: boolean;
}

export interface SubscribeRequest extends Admission, ThreadName, Subscriber {
  visitor: string | null;
  now: number;
}

/** Milliseconds in which a subscription can be confirmed; then it is forgotten. */
export const confirmationTime = 7 * 24 * 60 * 60 * 1000;

export interface SubscriptionReads {
  find(id: string): Promise<SubscriptionRecord | undefined>;
  /** The confirmed ones that a comment concerns, given what it answers, directly or not. */
  concerned(name: ThreadName, ancestors: readonly string[]): Promise<SubscriptionRecord[]>;
}

export interface SubscriptionWrites {
  /**
   * Follows a thread. Whoever reads the address is asked whether that is right, at most once a day, and not where the
   * same person has confirmed the same address before, or signed in by it.
   */
  subscribe(request: SubscribeRequest): Promise<void>;
  /** Confirms it, and what the same visitor asked for with the same address. Whether there is such a one. */
  confirm(id: string): Promise<boolean>;
  /** Ends it, and takes back mails that wait. Whether there was such a one. */
  end(id: string): Promise<boolean>;
}

/** What is to be sent about one subscription, together where it is due together. */
export const replyBundle = (subscription: string): string => `reply ${subscription}`;
