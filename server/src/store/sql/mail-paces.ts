import type { Kysely } from 'kysely';
import type { Database } from './database.js';

/**
 * Gives for each key when its next message may go: now where none went for `gap` milliseconds, else at the end of that
 * time, together with others that wait for it.
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

/** Whether it is the key's turn; it is not again for `gap` milliseconds. */
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
