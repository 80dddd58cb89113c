import type { OutboxEntry } from './outbox.js';
import type { Admission } from './requests.js';

/** Ways of people who are about to sign in. All that is kept of a code is a hash. */
export interface SignInWrites {
  /** Lets a visitor ask, and where there is a mail puts it on its way; its code takes the place of the one before. */
  keepMailCode(request: MailCodeRequest): Promise<void>;
  /** Tries a code. It is `spent` after so many tries, after its time, and once it was right. */
  tryMailCode(request: {
    site: string;
    visitor: string;
    hash: string;
    most: number;
    now: number;
  }): Promise<'right' | 'wrong' | 'spent'>;
  /** Somebody has signed in elsewhere, and brings a code back. */
  keepSignIn(request: SignIn & { hash: string; expiresAt: number }): Promise<void>;
  /** What the code is good for. It is gone, whatever comes of it. */
  takeSignIn(request: { hash: string; site: string; now: number }): Promise<SignIn | undefined>;
}

export interface MailCodeRequest extends Admission {
  site: string;
  visitor: string;
  hash: string;
  expiresAt: number;
  /** Absent where none may be sent. */
  mail: OutboxEntry | undefined;
  now: number;
}

export interface SignIn {
  site: string;
  /** SHA-256 of what whoever redeems it must know (RFC 7636, S256). */
  challenge: string;
  /** Who it is, as JSON. */
  claims: string;
}
