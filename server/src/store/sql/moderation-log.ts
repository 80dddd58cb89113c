import type { Kysely } from 'kysely';
import { newId } from '../new-id.js';
import type { Act } from '../requests.js';
import type { Database } from './database.js';
import type { LogRow } from './moderation-rows.js';

/** What was done, to what. */
export type Logged = Pick<LogRow, 'site' | 'action'> & Partial<Pick<LogRow, 'comment' | 'thread_id' | 'detail'>>;

/** Rows of one statement: a database takes some thousands of values. */
const most = 100;

/** Writes down what a moderator did, in the transaction that does it. */
export const writeLog = async (db: Kysely<Database>, { by, now }: Act, done: readonly Logged[]): Promise<void> => {
  for (let first = 0; first < done.length; first += most) {
    const rows = done.slice(first, first + most).map((entry) => ({
      id: newId(now),
      at: now,
      moderator: by,
      comment: null,
      thread_id: null,
      detail: null,
      ...entry,
    }));
    await db.insertInto('moderation_log').values(rows).execute();
  }
};

/** Forgets what edits of a comment changed: those are its words too. */
export const forgetDifferences = async (db: Kysely<Database>, site: string, comment: string): Promise<void> => {
  await db
    .updateTable('moderation_log')
    .set({ detail: null })
    .where('site', '=', site)
    .where('comment', '=', comment)
    .where('action', '=', 'edit')
    .execute();
};
