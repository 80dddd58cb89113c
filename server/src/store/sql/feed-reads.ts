import { sql, type Kysely } from 'kysely';
import type { FeedRecord } from '../records.js';
import type { FeedReads } from '../threads.js';
import { shownColumns } from './comment-columns.js';
import { compileEach } from './compile-once.js';
import type { Database } from './database.js';
import { listing, type Listing } from './listing.js';
import type { MovedTo } from './thread-aliases.js';

/** The newest comments, each with its thread. Uses the existing indexes of the lists and of the queue. */
export const feedReads = (builder: Kysely<Database>, movedTo: MovedTo): ((db: Kysely<Database>) => FeedReads) => {
  const recent = compileEach<boolean, { site: string; thread?: string; limit: number }, FeedRecord>(
    (ofThread) => (p) => {
      const published = builder
        .selectFrom('comments')
        .select([...shownColumns, 'site', 'thread'])
        .where('site', '=', p.site)
        .where('status', '=', sql.lit('published'))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(p.limit);
      const inList = (list: Listing) =>
        builder
          .selectFrom(published.where('thread', '=', p.thread!).where('listing', '=', sql.lit(list)).as('listed'))
          .selectAll();
      const ofLists = builder
        .selectFrom(
          inList(listing.roots).unionAll(inList(listing.pinned)).unionAll(inList(listing.replies)).as('of_lists'),
        )
        .selectAll()
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(p.limit);
      const newest = ofThread ? ofLists : published.where('spam', '=', sql.lit(0));
      return builder
        .selectFrom(newest.as('newest'))
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
    recent: async ({ site, thread, limit }) => {
      const read = recent(thread !== undefined, String(thread !== undefined));
      const found = await read(db, { site, thread, limit });
      if (found.length > 0 || thread === undefined) return found;
      const moved = await movedTo(db, { site, thread });
      return moved === undefined ? [] : read(db, { site, thread: moved, limit });
    },
  });
};
