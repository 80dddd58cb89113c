import type { Kysely } from 'kysely';
import type { Comment } from '../../contract.js';
import type { IdempotencyKey, KeptAnswer } from '../store.js';
import type { Database, IdempotencyRow } from './database.js';
import { prepare, type Executor } from '../sqlite/prepare.js';

export const idempotencyQueries = (db: Kysely<Database>) => {
  const find = prepare<IdempotencyKey & { since: number }, IdempotencyRow>((p) =>
    db
      .selectFrom('idempotency')
      .selectAll()
      .where('site', '=', p.site)
      .where('scope', '=', p.scope)
      .where('key', '=', p.key)
      .where('created_at', '>=', p.since),
  );
  const insert = prepare<IdempotencyRow, never>((p) =>
    db
      .insertInto('idempotency')
      .values({
        site: p.site,
        scope: p.scope,
        key: p.key,
        body_hash: p.body_hash,
        status: p.status,
        comment: p.comment,
        answer: p.answer,
        created_at: p.created_at,
      })
      // Only a key whose time is over is ever written again.
      .onConflict((conflict) =>
        conflict.columns(['site', 'scope', 'key']).doUpdateSet({
          body_hash: p.body_hash,
          status: p.status,
          comment: p.comment,
          answer: p.answer,
          created_at: p.created_at,
        }),
      ),
  );

  return {
    find: async (executor: Executor, key: IdempotencyKey, since: number): Promise<KeptAnswer | undefined> => {
      const [row] = await find(executor, { ...key, since });
      return row && { bodyHash: row.body_hash, status: row.status, comment: JSON.parse(row.answer) as Comment };
    },

    keep: async (executor: Executor, key: IdempotencyKey, { bodyHash, status, comment }: KeptAnswer, now: number) => {
      const answer = JSON.stringify(comment);
      await insert(executor, { ...key, body_hash: bodyHash, status, comment: comment.id, answer, created_at: now });
    },
  };
};
