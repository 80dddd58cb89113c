import type { Role } from './moderation-records.js';

/** Somebody who signs in, as described by the last token they used. */
export interface IdentityRecord {
  site: string;
  /** The value that records of their activity have in place of a visitor. @see isIdentity */
  identity: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** Whether the issuer has verified that the address is theirs. */
  emailVerified: boolean;
  /** An https address. */
  avatar: string | null;
  role: Role | null;
}

/** Whether a person is an identity. Otherwise it is the hash of a visitor's token. */
export const isIdentity = (person: string): boolean => person.startsWith(identityPrefix);

/** Can't be mistaken for a hash, because no hash contains a colon. */
export const identityPrefix = 'identity:';
