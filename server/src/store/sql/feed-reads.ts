import { sql, type Kysely } from 'kysely';
import type { FeedRecord } from '../records.js';
import type { FeedReads } from '../store.js';
import { shownColumns } from './comment-columns.js';
import { compileEach } from './compile-once.js';
import type { Database } from './database.js';

/** What feeds show: the newest, each with its thread, by a walk of one index. */
export const feedReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => FeedReads) => {
  const recent = compileEach<boolean, { site: string; thread?: string; limit: number }, FeedRecord>(
    (ofThread) => (p) => {
      let newest = builder
        .selectFrom('comments')
        .select([...shownColumns, 'site', 'thread'])
        .where('site', '=', p.site)
        .where('status', '=', sql.lit('published'));
      if (ofThread) newest = newest.where('thread', '=', p.thread!);
      return builder
        .selectFrom(newest.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(p.limit).as('newest'))
        .innerJoin('threads', (join) =>
          join.onRef('threads.site', '=', 'newest.site').onRef('threads.thread', '=', 'newest.thread'),
        )
        .selectAll('newest')
        .select(['thread_id as threadId', 'url as threadUrl', 'title as threadTitle'])
        .orderBy('newest.createdAt', 'desc')
        .orderBy('newest.id', 'desc');
    },
  );

  return (db) => ({
    recent: (query) => recent(query.thread !== undefined, String(query.thread !== undefined))(db, query),
  });
};
