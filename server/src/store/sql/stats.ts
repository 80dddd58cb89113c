import { sql, type Kysely } from 'kysely';
import type { QueueReads, StatsQuery } from '../queue.js';
import { allSites } from './all-sites.js';
import type { CommentQuery } from './queue-filter.js';
import type { Database } from './database.js';
import { sitesOf } from './scope.js';

const day = 24 * 60 * 60 * 1000;

/** What was written on each day, counted with an index of each state. Days without comments are left out. */
export const readStats = async (db: Kysely<Database>, query: StatsQuery): ReturnType<QueueReads['stats']> => {
  const days = new Map<number, { published: number; held: number; spam: number }>();
  const count = async (what: 'published' | 'held' | 'spam', narrow: (comments: CommentQuery) => CommentQuery) => {
    const rows = await narrow(db.selectFrom('comments').selectAll())
      .clearSelect()
      .select([sql<number>`created_at / ${sql.lit(day)}`.as('day'), (eb) => eb.fn.countAll<number>().as('count')])
      .where('created_at', '>=', query.since)
      .groupBy(sql`created_at / ${sql.lit(day)}`)
      .execute();
    for (const row of rows) {
      const counts = days.get(Number(row.day)) ?? { published: 0, held: 0, spam: 0 };
      counts[what] += Number(row.count);
      days.set(Number(row.day), counts);
    }
  };
  const known = query.scope === 'all' && query.site === undefined ? await allSites(db) : sitesOf(query);
  for (const site of known) {
    if (site === undefined) continue;
    await count('published', (comments) =>
      comments.where('site', '=', site).where('status', '=', sql.lit('published')),
    );
    await count('held', (comments) =>
      comments.where('site', '=', site).where('reasons', 'is not', null).where('spam', '=', sql.lit(0)),
    );
    await count('spam', (comments) =>
      comments.where('site', '=', site).where('status', '=', sql.lit('pending')).where('spam', '=', sql.lit(1)),
    );
  }
  return [...days].map(([number, counts]) => ({ at: number * day, ...counts }));
};
