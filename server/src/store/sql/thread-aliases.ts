import { sql, type Kysely } from 'kysely';
import type { ThreadName } from '../requests.js';
import { compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import type { Executor } from './transact.js';

/** Finds where a thread was moved to. Only called if no thread has the name, so it costs other requests nothing. */
export type MovedTo = (db: Executor, name: ThreadName) => Promise<string | undefined>;

export const movedToStatement = (builder: Kysely<Database>): MovedTo => {
  const find = compileOnce<ThreadName, { thread: string }>((p) =>
    builder.selectFrom('thread_aliases').select('thread').where('site', '=', p.site).where('alias', '=', p.thread),
  );
  return async (db, { site, thread }) => (await find(db, { site, thread }))[0]?.thread;
};

/** For each of the threads that were moved, the thread it was moved to. */
export const movedThreads = async (
  db: Kysely<Database>,
  site: string,
  threads: readonly string[],
): Promise<Map<string, string>> => {
  if (threads.length === 0) return new Map();
  const moved = await db
    .selectFrom('thread_aliases')
    .select(['alias', 'thread'])
    .where('site', '=', site)
    .where('alias', 'in', threads)
    .execute();
  return new Map(moved.map(({ alias, thread }) => [alias, thread]));
};

/** Makes one thread's key lead to another thread, together with all aliases that led to the first. */
export const addAlias = async (
  db: Kysely<Database>,
  { site, alias, alias_id, thread }: Database['thread_aliases'],
): Promise<void> => {
  await db.updateTable('thread_aliases').set({ thread }).where('site', '=', site).where('thread', '=', alias).execute();
  await db
    .insertInto('thread_aliases')
    .values({ site, alias, alias_id, thread })
    .onConflict((conflict) => conflict.columns(['site', 'alias']).doUpdateSet({ thread: sql.ref('excluded.thread') }))
    .execute();
};
