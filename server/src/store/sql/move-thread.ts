import { sql, type Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import { wholeThread } from '../events.js';
import type { MoveRequest } from '../moderation.js';
import type { ChangeThread } from './change-thread.js';
import type { Database, ThreadRow } from './database.js';
import { listing } from './listing.js';
import { writeLog } from './moderation-log.js';
import { countPins, mostPins } from './pins.js';
import { withoutComment } from './rating-sources.js';
import { countThread } from './recount.js';
import { isInScope } from '../moderation-records.js';
import { addAlias } from './thread-aliases.js';

/**
 * Gives a thread another name, or where there is one of that name already makes one of both. Who asks for the old name
 * gets the new thread from now on.
 */
export const moveThread =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: MoveRequest): Promise<void> => {
    const { site, from, to, toId, now, scope } = request;
    if (!isInScope(scope, site)) throw noThread();
    const source = await findThread(db, site, from);
    if (!source) throw noThread();
    if (from === to) throw new ApiError('conflict', 'It has this name already.');
    // Moved back: it is its own name again.
    await db
      .deleteFrom('thread_aliases')
      .where('site', '=', site)
      .where('alias', '=', to)
      .where('thread', '=', from)
      .execute();
    const isNew = !(await findThread(db, site, to));
    const open = { threadId: toId, title: source.title ?? undefined };
    // Whoever reads the old one has the lock of it until the end; the version of the new one is above both.
    await changeThread(db, { site, thread: from, now }, async ({ version }) => {
      await changeThread(
        db,
        { site, thread: to, now: Math.max(now, version + 1), open },
        async ({ thread, changed }) => {
          changed.add(wholeThread);
          // A name that led to another thread is none of a new one.
          if (isNew && thread === to) await takeSettings(db, source, thread);
          await unpinWhereTooMany(db, source, thread);
          await moveRows(db, source, thread);
          await db.deleteFrom('threads').where('site', '=', site).where('thread', '=', from).execute();
          await addAlias(db, { site, alias: from, alias_id: source.thread_id, thread });
          await countThread(db, { site, thread });
          const detail = JSON.stringify({ from: source.thread_id });
          await writeLog(db, request, [{ site, action: 'move', thread_id: toId, detail }]);
        },
      );
    });
  };

const noThread = () => notFound('There is no such thread.');

const findThread = (db: Kysely<Database>, site: string, thread: string): Promise<ThreadRow | undefined> =>
  db.selectFrom('threads').selectAll().where('site', '=', site).where('thread', '=', thread).executeTakeFirst();

/** A thread that only gets another name stays as open and as old as it was. */
const takeSettings = async (
  db: Kysely<Database>,
  { site, closed, created_at }: ThreadRow,
  thread: string,
): Promise<void> => {
  await db
    .updateTable('threads')
    .set({ closed, created_at })
    .where('site', '=', site)
    .where('thread', '=', thread)
    .execute();
};

/** A thread has at most three pins: where both have more together, those of the one that goes are let down. */
const unpinWhereTooMany = async (
  db: Kysely<Database>,
  { site, thread: from }: ThreadRow,
  to: string,
): Promise<void> => {
  if ((await countPins(db, site, [from, to])) <= mostPins) return;
  await db
    .updateTable('comments')
    .set({
      pinned: 0,
      listing: sql`case when listing = ${sql.lit(listing.pinned)} then ${sql.lit(listing.roots)} else listing end`,
    })
    .where('site', '=', site)
    .where('thread', '=', from)
    .where('pinned', '=', sql.lit(1))
    .execute();
};

/** Every table that names a thread by its key: one that is added belongs here. */
const moveRows = async (db: Kysely<Database>, { site, thread: from }: ThreadRow, to: string): Promise<void> => {
  // List by list, as each has an index of its own, and the thread alone has none.
  for (const list of Object.values(listing)) {
    await db
      .updateTable('comments')
      .set({ thread: to })
      .where('site', '=', site)
      .where('thread', '=', from)
      .where('listing', '=', sql.lit(list))
      .execute();
  }
  await db.updateTable('votes').set({ thread: to }).where('site', '=', site).where('thread', '=', from).execute();
  await db
    .updateTable('subscriptions')
    .set({ thread: to })
    .where('site', '=', site)
    .where('thread', '=', from)
    .execute();
  await keepLaterRatings(db, site, from, to);
  await db
    .updateTable('rating_sources')
    .set({ thread: to })
    .where('site', '=', site)
    .where('thread', '=', from)
    .execute();
};

/** Of who rated both without a comment, the later stars stay. Those of comments are the comments', and all come along. */
const keepLaterRatings = async (db: Kysely<Database>, site: string, from: string, to: string): Promise<void> => {
  const both = await db
    .selectFrom('rating_sources as old')
    .innerJoin('rating_sources as new', (join) =>
      join
        .onRef('new.site', '=', 'old.site')
        .onRef('new.visitor', '=', 'old.visitor')
        .onRef('new.source', '=', 'old.source'),
    )
    .select(['old.visitor', 'old.version as before', 'new.version as after'])
    .where('old.site', '=', site)
    .where('old.thread', '=', from)
    .where('new.thread', '=', to)
    .where('old.source', '=', withoutComment)
    .execute();
  for (const { visitor, before, after } of both) {
    await db
      .deleteFrom('rating_sources')
      .where('site', '=', site)
      .where('thread', '=', before > after ? to : from)
      .where('visitor', '=', visitor)
      .where('source', '=', withoutComment)
      .execute();
  }
};
