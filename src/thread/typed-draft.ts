import type { ThreadTarget } from '../backend.js';

/** The fields about the author, in the order of the form. */
export const authorFields = ['email', 'name', 'url'] as const;

/** The values of a form's fields. */
export interface TypedDraft {
  email: string;
  name: string;
  url: string;
  body: string;
  /** Stars, 1 to 5; null for none. */
  rating: number | null;
  /** Whether replies are to be sent by e-mail. */
  notify?: boolean;
  /** Idempotency key of the attempts to send exactly this draft; a changed draft gets another key. */
  key?: string;
  /** Whether the draft is to be sent once there is a network again. */
  waiting?: boolean;
}

/** The storage key of the draft for a thread, or for a reply to one of its comments. */
export const draftKey = ({ site, thread }: ThreadTarget, parent?: string): string =>
  `starling:draft:${JSON.stringify([site, thread.id, parent])}`;
