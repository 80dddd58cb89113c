import type { Kysely } from 'kysely';
import { newId } from '../new-id.js';
import type { Act } from '../requests.js';
import type { Database } from './database.js';
import type { LogRow } from './moderation-rows.js';

/** What was done, and to which comment or thread. */
export type Logged = Pick<LogRow, 'site' | 'action'> & Partial<Pick<LogRow, 'comment' | 'thread_id' | 'detail'>>;

/** Rows per statement: a database takes only some thousands of parameters. */
const most = 100;

/** Logs what a moderator did, in the transaction that does it. */
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

/** Deletes the logged differences of a comment's edits, because they contain its words too. */
export const forgetDifferences = async (db: Kysely<Database>, site: string, comment: string): Promise<void> => {
  await db
    .updateTable('moderation_log')
    .set({ detail: null })
    .where('site', '=', site)
    .where('comment', '=', comment)
    .where('action', '=', 'edit')
    .execute();
};
