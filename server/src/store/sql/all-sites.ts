import { sql, type Kysely } from 'kysely';
import type { Database } from './database.js';

/** The sites that have threads. Jumps through the index from one site to the next, instead of scanning all threads. */
export const allSites = async (db: Kysely<Database>): Promise<string[]> => {
  const { rows } = await sql<{ site: string }>`
    with recursive sites(site) as (
      select min(site) from threads
      union all
      select (select min(threads.site) from threads where threads.site > sites.site) from sites where site is not null
    ) select site from sites where site is not null`.execute(db);
  return rows.map(({ site }) => site);
};
