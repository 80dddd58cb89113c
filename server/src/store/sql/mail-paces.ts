import type { Kysely } from 'kysely';
import type { Database } from './database.js';

/**
 * Returns for each key when its next message may be sent: now if none was sent in the last `gap` milliseconds,
 * otherwise at the end of that time, together with other waiting messages.
 */
export const pace = async (
  db: Kysely<Database>,
  keys: readonly string[],
  now: number,
  gap: number,
): Promise<Map<string, number>> => {
  const due = new Map<string, number>();
  for (const key of new Set(keys)) due.set(key, (await takeTurn(db, key, now, gap)) ? now : await nextTurn(db, key));
  return due;
};

/** Whether a message of this key may be sent now; if so, the next one may be sent after `gap` milliseconds. */
export const takeTurn = async (db: Kysely<Database>, key: string, now: number, gap: number): Promise<boolean> => {
  const [taken] = await db
    .insertInto('mail_paces')
    .values({ key, next_at: now + gap })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ next_at: now + gap })
        .where('mail_paces.next_at', '<=', now),
    )
    .returning('key')
    .execute();
  return taken !== undefined;
};

const nextTurn = async (db: Kysely<Database>, key: string): Promise<number> => {
  const row = await db.selectFrom('mail_paces').select('next_at').where('key', '=', key).executeTakeFirstOrThrow();
  return row.next_at;
};
