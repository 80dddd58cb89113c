import type { OutboxEntry } from './outbox.js';
import type { Admission } from './requests.js';

/** The steps of people who are signing in. Only a hash of each code is stored. */
export interface SignInWrites {
  /** Admits a visitor's request for a code and queues the mail, if any; the new code replaces the previous one. */
  keepMailCode(request: MailCodeRequest): Promise<void>;
  /** Tries a code. The result is `spent` after too many tries, after it expired, and once it was used. */
  tryMailCode(request: {
    site: string;
    visitor: string;
    hash: string;
    most: number;
    now: number;
  }): Promise<'right' | 'wrong' | 'spent'>;
  /** Stores the identity of somebody who signed in elsewhere, under the code that they bring back. */
  keepSignIn(request: SignIn & { hash: string; expiresAt: number }): Promise<void>;
  /** Returns what the code stands for, and deletes the code in any case. */
  takeSignIn(request: { hash: string; site: string; now: number }): Promise<SignIn | undefined>;
}

export interface MailCodeRequest extends Admission {
  site: string;
  visitor: string;
  hash: string;
  expiresAt: number;
  /** Absent if none may be sent. */
  mail: OutboxEntry | undefined;
  now: number;
}

export interface SignIn {
  site: string;
  /** SHA-256 of the verifier that must be presented to redeem the code (RFC 7636, S256). */
  challenge: string;
  /** The identity's claims, as JSON. */
  claims: string;
}
