import type { Admission, ThreadName } from './requests.js';

/** Somebody who gets mails about new comments in a thread. */
export interface SubscriptionRecord extends ThreadName {
  id: string;
  /** Only descendants of this comment; null for the whole thread. */
  comment: string | null;
  email: string;
  /** Who subscribed, if they had a token. */
  visitor: string | null;
  /** The language they read, as BCP 47. */
  language: string;
  /** Whether the subscription was confirmed by whoever reads the address's mail. */
  confirmed: boolean;
  /** The thread's id, address and title; null if nobody has written to it. */
  threadId: string | null;
  threadUrl: string | null;
  threadTitle: string | null;
}

export interface Subscriber {
  email: string;
  language: string;
  /** Whether they have proved that they read the address's mail by signing in with it, so no confirmation is needed. */
  verified?: boolean;
}

export interface SubscribeRequest extends Admission, ThreadName, Subscriber {
  visitor: string | null;
  now: number;
}

/** Milliseconds in which a subscription can be confirmed; after that it is deleted. */
export const confirmationTime = 7 * 24 * 60 * 60 * 1000;

export interface SubscriptionReads {
  find(id: string): Promise<SubscriptionRecord | undefined>;
  /** The confirmed subscriptions that a comment concerns, given its ancestors. */
  concerned(name: ThreadName, ancestors: readonly string[]): Promise<SubscriptionRecord[]>;
}

export interface SubscriptionWrites {
  /**
   * Subscribes to a thread. The address's owner is asked to confirm by mail, at most once a day, and not if the same
   * person has confirmed the same address before or signed in with it.
   */
  subscribe(request: SubscribeRequest): Promise<void>;
  /** Confirms it, and the same visitor's other subscriptions with the same address. Returns whether it exists. */
  confirm(id: string): Promise<boolean>;
  /** Ends it, and deletes its waiting mails. Returns whether it existed. */
  end(id: string): Promise<boolean>;
}

/** The bundle of mails about one subscription: those due together are sent as one. */
export const replyBundle = (subscription: string): string => `reply ${subscription}`;
