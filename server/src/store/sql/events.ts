import type { Kysely } from 'kysely';
import { wholeThread, type EventReads } from '../events.js';
import { shownColumns } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { Database, EventRow, ThreadRow } from './database.js';
import type { Executor } from './transact.js';

/** Stands for a change of which the public sees nothing in the comments, as where one is held. */
const noComment = '-';

/**
 * Appends what a change did: a row for each comment, and one at least. Each names the version before, so that whoever
 * goes back by them knows whether all are there, whatever was forgotten. They are in the order of their versions, which
 * are times: all writers write to the same page.
 */
export const eventWriter = (builder: Kysely<Database>) => {
  const insert = compileOnce<EventRow, never>((p) =>
    builder.insertInto('events').values({
      version: p.version,
      site: p.site,
      thread: p.thread,
      comment: p.comment,
      previous: p.previous,
    }),
  );
  return async (
    db: Executor,
    { site, thread, version, previous }: ThreadRow,
    comments: ReadonlySet<string>,
  ): Promise<void> => {
    const rows = comments.size > 0 ? [...comments] : [noComment];
    // All are sent at once where the connection allows it.
    await Promise.all(rows.map((comment) => insert(db, { version, site, thread, comment, previous })));
  };
};

/** Rows in one step back through a thread's changes: votes are many, and tell of few comments. */
const mostRows = 1000;

export const eventReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => EventReads) => {
  const changes = compileOnce<
    { site: string; thread: string; version: number; since: number },
    Pick<EventRow, 'comment' | 'previous'>
  >((p) =>
    builder
      .withRecursive('changes', (cte) =>
        cte
          .selectFrom('events')
          .select(['comment', 'previous'])
          .where('version', '=', p.version)
          .where('site', '=', p.site)
          .where('thread', '=', p.thread)
          .union(
            cte
              .selectFrom('changes')
              .innerJoin('events', 'events.version', 'changes.previous')
              .select(['events.comment', 'events.previous'])
              .where('changes.previous', '>', p.since)
              .where('events.site', '=', p.site)
              .where('events.thread', '=', p.thread),
          ),
      )
      .selectFrom('changes')
      .select(['comment', 'previous'])
      .limit(mostRows),
  );

  return (db) => ({
    since: async ({ site, thread }, { from, to }, limit) => {
      const rows = await changes(db, { site, thread, version: to, since: from });
      const ids = new Set(rows.map(({ comment }) => comment));
      const isWhole = rows.length < mostRows && rows.some(({ previous }) => previous <= from);
      if (!isWhole || ids.has(wholeThread)) return undefined;
      ids.delete(noComment);
      if (ids.size > limit) return undefined;
      if (ids.size === 0) return [];
      return db
        .selectFrom('comments')
        .select([...shownColumns, 'revision'])
        .where('site', '=', site)
        .where('thread', '=', thread)
        .where('id', 'in', [...ids])
        .orderBy('created_at')
        .orderBy('id')
        .execute();
    },
  });
};

/** Milliseconds for which events are kept: whoever was away for longer reads the thread anew. */
const kept = 15 * 60 * 1000;

/** Forgets old events. A version is a time, unless a clock went back: then they stay for as much longer. */
export const purgeEvents = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db
    .deleteFrom('events')
    .where('version', '<', now - kept)
    .execute();
};
