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
 * Renames a thread, or merges it into the thread that already has the new name. From then on, the old name leads to the
 * new thread.
 */
export const moveThread =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: MoveRequest): Promise<void> => {
    const { site, from, to, toId, now, scope } = request;
    if (!isInScope(scope, site)) throw noThread();
    const source = await findThread(db, site, from);
    if (!source) throw noThread();
    if (from === to) throw new ApiError('conflict', 'It has this name already.');
    // The thread is moved back to a name that led to another thread; the name is its own again.
    await db
      .deleteFrom('thread_aliases')
      .where('site', '=', site)
      .where('alias', '=', to)
      .where('thread', '=', from)
      .execute();
    const isNew = !(await findThread(db, site, to));
    const open = { threadId: toId, title: source.title ?? undefined };
    // Transactions that use the old thread wait for its lock until the move is done. The new thread's version is above
    // both.
    await changeThread(db, { site, thread: from, now }, async ({ version }) => {
      await changeThread(
        db,
        { site, thread: to, now: Math.max(now, version + 1), open },
        async ({ thread, changed }) => {
          changed.add(wholeThread);
          // If the target name was an alias of another thread, no thread of that name was created.
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

/** A renamed thread keeps its creation time and stays open or closed. */
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

/** A thread has at most three pins: if both threads together have more, those of the moved thread are unpinned. */
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

/** Every table that refers to a thread by its key; when you add such a table, add it here. */
const moveRows = async (db: Kysely<Database>, { site, thread: from }: ThreadRow, to: string): Promise<void> => {
  // Updated list by list, because each list has an index, and the thread alone has none.
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

/** If somebody rated both threads without a comment, the later rating stays. Ratings of comments all move with them. */
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
