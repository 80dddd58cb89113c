import { sql, type Kysely } from 'kysely';
import type { Database } from './database.js';

/** The maximum number of pins in a thread. */
export const mostPins = 3;

/** How many pins some threads of a site have together, including those of comments that wait for a moderator. */
export const countPins = async (db: Kysely<Database>, site: string, threads: readonly string[]): Promise<number> => {
  const { count } = await db
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site', '=', site)
    .where('thread', 'in', threads)
    .where('pinned', '=', sql.lit(1))
    .executeTakeFirstOrThrow();
  return Number(count);
};
