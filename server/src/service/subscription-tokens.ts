import { hashWithKey } from '../hash.js';

/** What a link in a mail allows, and nothing else. */
export type SubscriptionPurpose = 'confirm' | 'end';

/** The last part of a link. Only somebody who got the mail has it, and it can't be used to derive another. */
export const subscriptionToken = (secret: string, purpose: SubscriptionPurpose, id: string): string =>
  `${purpose}.${id}.${signatureOf(secret, purpose, id)}`;

/** The purpose of a token, and the subscription's id; undefined if it was not made by this server. */
export const readSubscriptionToken = (
  secret: string,
  token: string,
): { purpose: SubscriptionPurpose; id: string } | undefined => {
  const [, purpose, id, signature] = /^(confirm|end)\.([0-9a-z]{1,40})\.([\w-]{43})$/.exec(token) ?? [];
  if (purpose === undefined || id === undefined || signature === undefined) return undefined;
  const expected = signatureOf(secret, purpose as SubscriptionPurpose, id);
  // Compares hashes, so that the time taken does not reveal how many characters are right.
  if (hashWithKey(secret, signature) !== hashWithKey(secret, expected)) return undefined;
  return { purpose: purpose as SubscriptionPurpose, id };
};

const signatureOf = (secret: string, purpose: SubscriptionPurpose, id: string): string =>
  hashWithKey(secret, `subscription ${purpose} ${id}`);
