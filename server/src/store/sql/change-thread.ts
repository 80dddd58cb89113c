import { sql, type Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import type { Happened } from '../outbox.js';
import type { StarCounts } from '../records.js';
import type { ThreadName } from '../requests.js';
import type { ChangedThreads } from './changed-threads.js';
import { compileOnce } from './compile-once.js';
import type { Database, ThreadRow } from './database.js';
import { eventWriter } from './events.js';
import { ratingSources } from './rating-sources.js';
import type { MovedTo } from './thread-aliases.js';
import type { Counts, ThreadChange } from './thread-change.js';
import type { Happenings } from './happened.js';
import { starCounts } from './thread-record.js';
import type { Executor } from './transact.js';
import { countUpdater } from './update-counts.js';

export interface LockRequest extends ThreadName {
  now: number;
  /** Threads that were started before this time are closed. */
  closedBefore?: number;
  /** Given if the thread is to be created when it does not exist. */
  open?: { threadId: string; url?: string; title?: string };
}

/** The result of the work, and the star counts after it. */
export interface Changed<T> {
  result: T;
  stars: StarCounts;
}

/**
 * The only way in which a thread and its comments change: the thread is locked, the work is done, the counts are
 * updated, and the events about the changes are written, under the version that the lock assigned.
 *
 * Returns undefined, without doing the work, if the thread does not exist and is not to be created.
 */
export type ChangeThread = <T>(
  db: Kysely<Database>,
  request: LockRequest,
  work: (change: ThreadChange) => Promise<T>,
) => Promise<Changed<T> | undefined>;

export const threadChanger = (
  builder: Kysely<Database>,
  changed: ChangedThreads,
  movedTo: MovedTo,
  happening: Happenings,
): ChangeThread => {
  const lock = threadLock(builder, movedTo);
  const add = countsAdder(builder);
  const sources = ratingSources(builder);
  const updateCounts = countUpdater(builder, sources);
  const append = eventWriter(builder);
  return async (db, request, work) => {
    const thread = await lock(db, request);
    if (!thread) return undefined;
    changed.note(db, thread.thread);
    const { version } = thread;
    const counts = noCounts();
    const comments = new Set<string>();
    const happened: Happened[] = [];
    const result = await work({
      thread: thread.thread,
      version,
      closed: isClosed(thread, request),
      counts,
      happened,
      changed: comments,
      updateCounts: (before, after) => updateCounts(db, before, after, { version, counts, changed: comments }),
      setRatingSource: (key, stars) => sources.setRatingSource(db, key, stars, { version, counts }),
    });
    await Promise.all([add(db, thread, counts), append(db, thread, comments)]);
    if (happened.length > 0) await happening.tell(db, thread.site, happened, request.now);
    const before = starCounts(thread);
    return { result, stars: sumOf(before, counts.stars) };
  };
};

const isClosed = ({ closed, created_at }: ThreadRow, { closedBefore }: LockRequest): boolean =>
  closed === 1 || (closedBefore !== undefined && created_at < closedBefore);

const noCounts = (): Counts => ({ total: 0, pinned: 0, stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } });

const sumOf = (a: StarCounts, b: StarCounts): StarCounts => ({
  1: a[1] + b[1],
  2: a[2] + b[2],
  3: a[3] + b[3],
  4: a[4] + b[4],
  5: a[5] + b[5],
});

/**
 * Locks a thread by raising its version. If there are several writers, the others that change the thread wait for the
 * end of this transaction.
 */
const threadLock = (builder: Kysely<Database>, movedTo: MovedTo) => {
  // Using the clock keeps the version rising even after an older copy of the database was restored.
  const raised = (now: number) =>
    sql<number>`case when threads.version >= ${now} then threads.version + 1 else ${now} end`;

  const open = compileOnce<
    Omit<ThreadRow, keyof typeof newThread | 'version' | 'created_at'> & { now: number },
    ThreadRow
  >((p) =>
    builder
      .insertInto('threads')
      .values({
        ...newThread,
        site: p.site,
        thread: p.thread,
        thread_id: p.thread_id,
        url: p.url,
        title: p.title,
        version: p.now,
        created_at: p.now,
      })
      // The first reported address and title stay.
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread']).doUpdateSet({
          previous: sql.ref('threads.version'),
          version: raised(p.now),
          url: sql`coalesce(threads.url, excluded.url)`,
          title: sql`coalesce(threads.title, excluded.title)`,
        }),
      )
      .returningAll(),
  );
  const raise = compileOnce<ThreadName & { now: number }, ThreadRow>((p) =>
    builder
      .updateTable('threads')
      .set({ previous: sql.ref('threads.version'), version: raised(p.now) })
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .returningAll(),
  );

  const forget = compileOnce<ThreadName, never>((p) =>
    builder.deleteFrom('threads').where('site', '=', p.site).where('thread', '=', p.thread),
  );

  return async (db: Executor, { site, thread, now, open: made }: LockRequest): Promise<ThreadRow | undefined> => {
    const [row] = made
      ? await open(db, {
          site,
          thread,
          thread_id: made.threadId,
          url: made.url ?? null,
          title: made.title ?? null,
          now,
        })
      : await raise(db, { site, thread, now });
    const isNew = row !== undefined && row.version === now && row.created_at === now;
    if (row && !isNew) return row;
    // Whoever moves a thread holds its lock until the move is committed, and this statement waited for that lock. So
    // the move is visible by now.
    const moved = await movedTo(db, { site, thread });
    if (moved === undefined) return row;
    if (row) await forget(db, { site, thread });
    return (await raise(db, { site, thread: moved, now }))[0];
  };
};

const newThread = {
  closed: 0,
  total: 0,
  pinned: 0,
  stars_1: 0,
  stars_2: 0,
  stars_3: 0,
  stars_4: 0,
  stars_5: 0,
  previous: 0,
} as const;

const countsAdder = (builder: Kysely<Database>) => {
  const plus = (column: keyof ThreadRow, amount: number) => sql<number>`${sql.ref(column)} + ${amount}`;
  const add = compileOnce<ThreadName & Omit<Counts, 'stars'> & Record<`s${Stars}`, number>, never>((p) =>
    builder
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
      .where('thread', '=', p.thread),
  );
  return async (db: Executor, { site, thread }: ThreadName, { total, pinned, stars }: Counts): Promise<void> => {
    if (total === 0 && pinned === 0 && Object.values(stars).every((amount) => amount === 0)) return;
    await add(db, {
      site,
      thread,
      total,
      pinned,
      s1: stars[1],
      s2: stars[2],
      s3: stars[3],
      s4: stars[4],
      s5: stars[5],
    });
  };
};
