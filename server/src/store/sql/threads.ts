import { sql, type Kysely } from 'kysely';
import type { Stars, Summary } from '../../contract.js';
import type { ThreadName } from '../store.js';
import type { Database, ThreadRow } from './database.js';
import { prepare, type Executor } from '../sqlite/prepare.js';
import { toSummary } from './thread-reads.js';

/** How a transaction changes what a thread counts. */
export interface ThreadChange {
  total: number;
  pinned: number;
  stars: Record<Stars, number>;
}

export const noChange = (): ThreadChange => ({ total: 0, pinned: 0, stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } });

export interface RaisedThread {
  version: number;
  closed: 0 | 1;
}

export interface OpenThreadRequest extends ThreadName {
  threadId: string;
  url?: string;
  title?: string;
  now: number;
}

/**
 * Writes on the threads table. A transaction raises its thread's version before it reads what it will change: where
 * there are several writers, that is the lock that puts the writes on one thread in order.
 */
export const threadWrites = (db: Kysely<Database>) => {
  // The clock keeps it rising also where an older copy of the database is restored.
  const raised = (now: number) =>
    sql<number>`case when threads.version >= ${now} then threads.version + 1 else ${now} end`;

  const open = prepare<Required<{ [K in keyof OpenThreadRequest]: OpenThreadRequest[K] | null }>, RaisedThread>((p) =>
    db
      .insertInto('threads')
      .values({
        site: p.site!,
        thread: p.thread!,
        thread_id: p.threadId!,
        url: p.url,
        title: p.title,
        closed: 0,
        version: p.now!,
        total: 0,
        pinned: 0,
        stars_1: 0,
        stars_2: 0,
        stars_3: 0,
        stars_4: 0,
        stars_5: 0,
        created_at: p.now!,
      })
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread']).doUpdateSet({
          version: raised(p.now!),
          url: sql`coalesce(threads.url, excluded.url)`,
          title: sql`coalesce(threads.title, excluded.title)`,
        }),
      )
      .returning(['version', 'closed']),
  );

  const raise = prepare<ThreadName & { now: number }, RaisedThread>((p) =>
    db
      .updateTable('threads')
      .set({ version: raised(p.now) })
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .returning(['version', 'closed']),
  );

  const plus = (column: keyof ThreadRow, amount: number) => sql<number>`${sql.ref(column)} + ${amount}`;
  const apply = prepare<ThreadName & Omit<ThreadChange, 'stars'> & Record<`s${Stars}`, number>, ThreadRow>((p) =>
    db
      .updateTable('threads')
      .set({
        total: plus('total', p.total),
        pinned: plus('pinned', p.pinned),
        stars_1: plus('stars_1', p.s1),
        stars_2: plus('stars_2', p.s2),
        stars_3: plus('stars_3', p.s3),
        stars_4: plus('stars_4', p.s4),
        stars_5: plus('stars_5', p.s5),
      })
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .returningAll(),
  );

  return {
    /** Raises the version, and makes the thread where there is none. Its first address and title stay. */
    open: async (executor: Executor, { url = undefined, title = undefined, ...rest }: OpenThreadRequest) =>
      only(await open(executor, { ...rest, url: url ?? null, title: title ?? null })),

    raise: async (executor: Executor, { site, thread }: ThreadName, now: number) =>
      only(await raise(executor, { site, thread, now })),

    apply: async (
      executor: Executor,
      { site, thread }: ThreadName,
      { total, pinned, stars }: ThreadChange,
    ): Promise<Summary> =>
      toSummary(
        only(
          await apply(executor, {
            site,
            thread,
            total,
            pinned,
            s1: stars[1],
            s2: stars[2],
            s3: stars[3],
            s4: stars[4],
            s5: stars[5],
          }),
        ),
      ),
  };
};

export type ThreadWrites = ReturnType<typeof threadWrites>;

const only = <T>([row]: T[]): T => {
  if (!row) throw new Error('A thread that has comments is missing.');
  return row;
};
