import { sql, type Kysely } from 'kysely';
import type { Scope } from '../moderation-records.js';
import { compileEach } from './compile-once.js';
import type { Database } from './database.js';
import { columnsOf } from './state.js';
import type { Executor } from './transact.js';

type Counted = 'pending' | 'reported' | 'spam';

export type QueueCounts = (db: Executor, scope: Scope) => Promise<Record<Counted, number>>;

/** Counting stops here: to a reader, more than that is simply many. */
const most = 1000;

/** The sites of one statement. SQLite allows five hundred parts. */
const together = 100;

/**
 * Counts what waits for moderators, up to `most` of each kind. Each site is a walk of its own along an index: of a list
 * of sites, a database may think that it had better read the comments of all.
 */
export const queueCounts = (builder: Kysely<Database>): QueueCounts => {
  const statement = compileEach<{ what: Counted; sites: number | 'all' }, Record<string, string>, { count: number }>(
    ({ what, sites }) =>
      (p) => {
        let some = builder.selectFrom('comments').select('id').limit(sql.lit(most));
        if (what === 'reported') some = some.where('reports', '>', sql.lit(0)).where('status', '<>', 'deleted');
        else some = some.where('status', '=', 'pending').where('spam', '=', columnsOf(what).spam);
        const part = (index: number) =>
          builder.selectFrom(some.where('site', '=', p[`site${index}`]!).as('part')).select('id');
        const count = sql<number>`count(*)`.as('count');
        if (sites === 'all') return builder.selectFrom(some.as('some')).select(count);
        let all = part(0).limit(sql.lit(most));
        for (let index = 1; index < sites; index++) all = all.unionAll(part(index));
        return builder.selectFrom(all.as('some')).select(count);
      },
  );
  const countIn = async (db: Executor, what: Counted, sites: readonly string[] | 'all'): Promise<number> => {
    const shape = sites === 'all' ? sites : sites.length;
    const named = sites === 'all' ? {} : Object.fromEntries(sites.map((site, index) => [`site${index}`, site]));
    const [row] = await statement({ what, sites: shape }, `${what} ${shape}`)(db, named);
    return Number(row?.count ?? 0);
  };
  const countOf = async (db: Executor, what: Counted, scope: Scope): Promise<number> => {
    if (scope === 'all') return countIn(db, what, scope);
    let count = 0;
    for (let first = 0; first < scope.length && count < most; first += together)
      count += await countIn(db, what, scope.slice(first, first + together));
    return Math.min(count, most);
  };
  return async (db, scope) => ({
    pending: await countOf(db, 'pending', scope),
    reported: await countOf(db, 'reported', scope),
    spam: await countOf(db, 'spam', scope),
  });
};
