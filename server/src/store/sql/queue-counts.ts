import { sql, type Kysely } from 'kysely';
import type { Scope } from '../moderation-records.js';
import { compileEach } from './compile-once.js';
import type { Database } from './database.js';
import { sitesOf } from './scope.js';
import { columnsOf } from './state.js';
import type { Executor } from './transact.js';

type Counted = 'pending' | 'reported' | 'spam';

export type QueueCounts = (db: Executor, scope: Scope) => Promise<Record<Counted, number>>;

/** Counting stops here: to a reader, more than that is simply many. */
const most = 1000;

/** Counts what waits for moderators, up to `most` of each kind; goes site by site until it has that many. */
export const queueCounts = (builder: Kysely<Database>): QueueCounts => {
  const statement = compileEach<{ what: Counted; ofSite: boolean }, { site?: string }, { count: number }>(
    ({ what, ofSite }) =>
      (p) => {
        let some = builder.selectFrom('comments').select('id').limit(sql.lit(most));
        if (what === 'reported') some = some.where('reports', '>', sql.lit(0)).where('status', '<>', 'deleted');
        else some = some.where('status', '=', 'pending').where('spam', '=', columnsOf(what).spam);
        if (ofSite) some = some.where('site', '=', p.site!);
        return builder.selectFrom(some.as('some')).select((eb) => eb.fn.countAll<number>().as('count'));
      },
  );
  const countOf = async (db: Executor, what: Counted, scope: Scope): Promise<number> => {
    let count = 0;
    for (const site of sitesOf({ scope })) {
      const ofSite = site !== undefined;
      const [row] = await statement({ what, ofSite }, `${what} ${ofSite}`)(db, { site });
      count += Number(row?.count ?? 0);
      if (count >= most) return most;
    }
    return count;
  };
  return async (db, scope) => ({
    pending: await countOf(db, 'pending', scope),
    reported: await countOf(db, 'reported', scope),
    spam: await countOf(db, 'spam', scope),
  });
};
