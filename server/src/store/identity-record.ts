import type { Role } from './moderation-records.js';

/** Somebody who signs in, as one of their tokens said it last. */
export interface IdentityRecord {
  site: string;
  /** As records of what they did have it in place of a visitor. @see isIdentity */
  identity: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** Whether the issuer says that the address is theirs. */
  emailVerified: boolean;
  /** https. */
  avatar: string | null;
  role: Role | null;
}

/** Whether a person is an identity; else it is the hash of a visitor's token. */
export const isIdentity = (person: string): boolean => person.startsWith(identityPrefix);

/** No hash has a colon. */
export const identityPrefix = 'identity:';
