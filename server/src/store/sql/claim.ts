import type { Kysely } from 'kysely';
import type { IdempotencyKey } from '../visitors.js';
import { compileOnce } from './compile-once.js';
import type { Database, IdempotencyRow } from './database.js';
import type { Executor } from './transact.js';

export type Claim = Omit<IdempotencyRow, keyof IdempotencyKey>;

export const claims = (builder: Kysely<Database>) => {
  const find = compileOnce<IdempotencyKey & { since: number }, IdempotencyRow>((p) =>
    builder
      .selectFrom('idempotency')
      .selectAll()
      .where('site', '=', p.site)
      .where('scope', '=', p.scope)
      .where('key', '=', p.key)
      .where('created_at', '>=', p.since),
  );
  const insert = compileOnce<IdempotencyRow & { since: number }, { key: string }>((p) =>
    builder
      .insertInto('idempotency')
      .values({
        site: p.site,
        scope: p.scope,
        key: p.key,
        body_hash: p.body_hash,
        status: p.status,
        comment: p.comment,
        created_at: p.created_at,
      })
      // An expired key may be claimed again.
      .onConflict((conflict) =>
        conflict
          .columns(['site', 'scope', 'key'])
          .doUpdateSet({
            body_hash: p.body_hash,
            status: p.status,
            comment: p.comment,
            created_at: p.created_at,
          })
          .where('idempotency.created_at', '<', p.since),
      )
      .returning('idempotency.key'),
  );

  return {
    /** What was created under this key at or after `since`. */
    find: async (db: Executor, key: IdempotencyKey, since: number): Promise<Claim | undefined> =>
      (await find(db, { ...key, since }))[0],

    /**
     * Claims a key before anything is written under it: others that try to claim it wait for the end of this
     * transaction. Returns the valid claim, which is an earlier one if there is one.
     */
    take: async (db: Executor, key: IdempotencyKey, claim: Claim, since: number): Promise<Claim> => {
      const taken = await insert(db, { ...key, ...claim, since });
      if (taken.length > 0) return claim;
      const [earlier] = await find(db, { ...key, since });
      if (!earlier) throw new Error('An idempotency key is neither free nor taken.');
      return earlier;
    },
  };
};
