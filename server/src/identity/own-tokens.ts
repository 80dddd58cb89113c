import { SignJWT } from 'jose';
import { hashWithKey } from '../hash.js';
import type { NewClaims } from './claims.js';
import { ownIssuer } from './sso-options.js';

/** Seconds for which the server's own tokens are valid. */
export const ownTokenTime = 90 * 24 * 60 * 60;

/** The key of the server's own tokens, derived from its secret, and used for nothing else. */
export const ownKey = (secret: string): Promise<CryptoKey> => {
  const bytes = new TextEncoder().encode(hashWithKey(secret, 'identity tokens'));
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
};

/** Creates a token for somebody who has signed in here. */
export const signToken = async (
  secret: string,
  { subject, name, email, emailVerified, avatar }: NewClaims,
  site: string,
  now: number,
): Promise<string> => {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ name, email, ...(email !== undefined && { email_verified: emailVerified }), avatar })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ownIssuer)
    .setSubject(subject)
    .setAudience(site)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ownTokenTime)
    .sign(await ownKey(secret));
};
