import type { Kysely } from 'kysely';
import { wholeThread, type EventReads } from '../events.js';
import { shownColumns } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { Database, EventRow, ThreadRow } from './database.js';
import type { Executor } from './transact.js';

/** Stands for a change that alters no comment for the public, for example when one is held. */
const noComment = '-';

/**
 * Appends the events of a change: a row for each changed comment, but at least one. Each row names the previous
 * version, so that a reader going back through them can tell whether some have been purged. Rows are ordered by
 * version, which is a time, so all writers append to the same page of the index.
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
    // Sent without waiting in between, if the connection allows it.
    await Promise.all(rows.map((comment) => insert(db, { version, site, thread, comment, previous })));
  };
};

/** Rows per step when going back through a thread's changes: there can be many votes on few comments. */
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

/** Milliseconds for which events are kept: readers who were away for longer read the whole thread again. */
const kept = 15 * 60 * 1000;

/** Purges old events. A version is a time, unless a clock was set back: then events stay for that much longer. */
export const purgeEvents = async (db: Kysely<Database>, now: number): Promise<void> => {
  await db
    .deleteFrom('events')
    .where('version', '<', now - kept)
    .execute();
};
