import { sql, type Kysely } from 'kysely';
import type { SignInWrites } from '../sign-in.js';
import { admit } from './admit.js';
import type { Database } from './database.js';
import { addToOutbox } from './outbox.js';
import type { Transact } from './transact.js';

export const signInWrites = (transact: Transact): SignInWrites => ({
  keepMailCode: ({ site, visitor, hash, expiresAt, mail, now, ...admission }) =>
    transact(async (db) => {
      await admit(db, { ...admission, site, visitor, now });
      if (!mail) return;
      const code = { hash, tries: 0, expires_at: expiresAt };
      await db
        .insertInto('mail_codes')
        .values({ site, visitor, ...code })
        .onConflict((conflict) => conflict.columns(['site', 'visitor']).doUpdateSet(code))
        .execute();
      await addToOutbox(db, [mail], now);
    }),

  tryMailCode: ({ site, visitor, hash, most, now }) =>
    transact(async (db) => {
      // The try is counted before the code is compared, so that parallel requests can't get extra tries.
      const [code] = await db
        .updateTable('mail_codes')
        .set({ tries: sql`tries + 1` })
        .where('site', '=', site)
        .where('visitor', '=', visitor)
        .where('tries', '<', most)
        .where('expires_at', '>', now)
        .returning('hash')
        .execute();
      if (!code) return 'spent';
      if (code.hash !== hash) return 'wrong';
      await db.deleteFrom('mail_codes').where('site', '=', site).where('visitor', '=', visitor).execute();
      return 'right';
    }),

  keepSignIn: ({ hash, site, challenge, claims, expiresAt }) =>
    transact(async (db) => {
      await db.insertInto('sign_ins').values({ hash, site, challenge, claims, expires_at: expiresAt }).execute();
    }),

  takeSignIn: ({ hash, site, now }) =>
    transact(async (db) => {
      const [taken] = await db.deleteFrom('sign_ins').where('hash', '=', hash).returningAll().execute();
      return taken && taken.site === site && taken.expires_at > now ? taken : undefined;
    }),
});

/** Deletes expired codes. */
export const purgeSignIns = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db.deleteFrom('mail_codes').where('expires_at', '<=', now).execute();
  await db.deleteFrom('sign_ins').where('expires_at', '<=', now).execute();
};
