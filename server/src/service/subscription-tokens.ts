import { hashWithKey } from '../hash.js';

/** What a link in a mail is good for, and for nothing else. */
export type SubscriptionPurpose = 'confirm' | 'end';

/** A link's last part: nobody who has not got the mail can make one, and one of them is no help with another. */
export const subscriptionToken = (secret: string, purpose: SubscriptionPurpose, id: string): string =>
  `${purpose}.${id}.${signatureOf(secret, purpose, id)}`;

/** What a token is for, and of which subscription; nothing where it was not made here. */
export const readSubscriptionToken = (
  secret: string,
  token: string,
): { purpose: SubscriptionPurpose; id: string } | undefined => {
  const [, purpose, id, signature] = /^(confirm|end)\.([0-9a-z]{1,40})\.([\w-]{43})$/.exec(token) ?? [];
  if (purpose === undefined || id === undefined || signature === undefined) return undefined;
  const expected = signatureOf(secret, purpose as SubscriptionPurpose, id);
  // Compared by their hashes, the time that it takes says nothing of how much is right.
  if (hashWithKey(secret, signature) !== hashWithKey(secret, expected)) return undefined;
  return { purpose: purpose as SubscriptionPurpose, id };
};

const signatureOf = (secret: string, purpose: SubscriptionPurpose, id: string): string =>
  hashWithKey(secret, `subscription ${purpose} ${id}`);
