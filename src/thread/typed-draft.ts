import type { ThreadTarget } from '../backend.js';

/** Who writes, in the order of the form. */
export const authorFields = ['email', 'name', 'url'] as const;

/** What stands in a form's fields. */
export interface TypedDraft {
  email: string;
  name: string;
  url: string;
  body: string;
  /** 1 to 5; null for none. */
  rating: number | null;
  /** Whether replies are to be mailed. */
  notify?: boolean;
  /** Idempotency key of the attempts to send just this; another text gets another. */
  key?: string;
  /** Whether it is to be sent once there is a network again. */
  waiting?: boolean;
}

/** Where the draft for a thread, or for an answer to one of its comments, is kept. */
export const draftKey = ({ site, thread }: ThreadTarget, parent?: string): string =>
  `starling:draft:${JSON.stringify([site, thread.id, parent])}`;
