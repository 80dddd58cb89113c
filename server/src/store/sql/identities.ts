import type { Kysely } from 'kysely';
import type { IdentityRecord } from '../identity-record.js';
import type { IdentityReads, IdentityWrites } from '../identities.js';
import type { Database } from './database.js';
import type { IdentityRow } from './moderation-rows.js';
import type { visitorMerger } from './merge-visitor.js';
import type { Transact } from './transact.js';

export const identityReads = (db: Kysely<Database>): IdentityReads => ({
  find: async (site, identity) => {
    const row = await db
      .selectFrom('identities')
      .selectAll()
      .where('site', '=', site)
      .where('identity', '=', identity)
      .executeTakeFirst();
    return row && { record: toRecord(row), notBefore: row.not_before };
  },

  hasAny: async (site, visitor) => {
    const known = await db
      .selectFrom('visitors')
      .select('visitor')
      .where('site', '=', site)
      .where('visitor', '=', visitor)
      .executeTakeFirst();
    if (known) return true;
    // Somebody who wrote while the captcha could not be checked is not a known visitor yet.
    const written = await db
      .selectFrom('comments')
      .select('id')
      .where('site', '=', site)
      .where('visitor', '=', visitor)
      .limit(1)
      .executeTakeFirst();
    return written !== undefined;
  },
});

export const identityWrites = (transact: Transact, mergeVisitor: ReturnType<typeof visitorMerger>): IdentityWrites => ({
  keep: ({ site, identity, emailVerified, ...said }, now) =>
    transact(async (db) => {
      const claims = { ...said, email_verified: emailVerified ? (1 as const) : (0 as const) };
      await db
        .insertInto('identities')
        .values({ site, identity, ...claims, created_at: now, not_before: null })
        .onConflict((conflict) => conflict.columns(['site', 'identity']).doUpdateSet(claims))
        .execute();
    }),
  merge: (request) => transact((db) => mergeVisitor(db, request), 'large'),
});

/** Deletes an identity, except for the fact that its tokens are void. Nothing that is left identifies anybody. */
export const forgetIdentity = async (
  db: Kysely<Database>,
  { site, identity, now }: { site: string; identity: string; now: number },
): Promise<void> => {
  const nothing = { issuer: null, subject: null, name: null, email: null, avatar: null, role: null };
  const left = { ...nothing, email_verified: 0 as const, not_before: now };
  await db
    .insertInto('identities')
    .values({ site, identity, ...left, created_at: now })
    .onConflict((conflict) => conflict.columns(['site', 'identity']).doUpdateSet(left))
    .execute();
};

/** Deletes the entries about void tokens once all such tokens have expired anyway. */
export const purgeForgotten = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db
    .deleteFrom('identities')
    .where('name', 'is', null)
    .where('not_before', '<', now - longestToken)
    .execute();
};

/** The server's own tokens last up to 90 days; one more day allows for inaccurate clocks. */
const longestToken = 91 * 24 * 60 * 60 * 1000;

const toRecord = (row: IdentityRow): IdentityRecord | undefined => {
  const { site, identity, issuer, subject, name, email, avatar, role } = row;
  if (issuer === null || subject === null || name === null) return undefined;
  return { site, identity, issuer, subject, name, email, avatar, role, emailVerified: row.email_verified === 1 };
};
