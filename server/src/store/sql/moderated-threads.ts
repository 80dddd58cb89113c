import { sql, type ExpressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { ModeratedThread } from '../moderation-records.js';
import type { QueueReads, ThreadsQuery } from '../queue.js';
import type { Database } from './database.js';
import { listing, type Listing } from './listing.js';
import { sitesOf } from './scope.js';

/**
 * The threads that moderators look through, newest first: walks one index for each site, or one index for all sites.
 */
export const moderatedThreads = async (
  db: Kysely<Database>,
  query: ThreadsQuery,
): ReturnType<QueueReads['threads']> => {
  const found: ModeratedThread[] = [];
  for (const site of sitesOf(query)) found.push(...(await stretch(db, query, site)));
  const rows = found.toSorted(newestFirst).slice(0, query.limit + 1);
  const threads = rows.slice(0, query.limit);
  return { threads, last: rows.length > query.limit ? threads.at(-1) : undefined };
};

const newestFirst = (a: ModeratedThread, b: ModeratedThread): number =>
  b.createdAt - a.createdAt || compare(b.site, a.site) || compare(b.thread, a.thread);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const stretch = async (
  db: Kysely<Database>,
  { thread, words = [], after, limit }: ThreadsQuery,
  site: string | undefined,
): Promise<ModeratedThread[]> => {
  let query = db
    .selectFrom('threads')
    .select((eb) => [
      'site',
      'thread',
      'thread_id as threadId',
      'url',
      'title',
      'closed',
      'total',
      'created_at as createdAt',
      lastOf(eb, listing.roots).as('lastRoot'),
      lastOf(eb, listing.replies).as('lastReply'),
      lastOf(eb, listing.pinned).as('lastPinned'),
    ]);
  if (site !== undefined) query = query.where('site', '=', site);
  if (thread !== undefined) query = query.where('thread', '=', thread);
  for (const word of words) query = containing(query, word);
  if (after) {
    query = query.where((eb) =>
      eb(eb.refTuple('created_at', 'site', 'thread'), '<', eb.tuple(after.createdAt, after.site, after.thread)),
    );
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('site', 'desc')
    .orderBy('thread', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(({ lastRoot, lastReply, lastPinned, ...thread }) => {
    const lastAt = Math.max(lastRoot ?? 0, lastReply ?? 0, lastPinned ?? 0);
    return { ...thread, lastAt: lastAt === 0 ? null : lastAt };
  });
};

/**
 * Every comment in a list is public, or older than a public descendant. So the newest comment of each list is enough.
 */
const lastOf = (eb: ExpressionBuilder<Database, 'threads'>, list: Listing) =>
  eb
    .selectFrom('comments')
    .select((sub) => sub.fn.max('comments.created_at').as('last'))
    .whereRef('comments.site', '=', 'threads.site')
    .whereRef('comments.thread', '=', 'threads.thread')
    .where('comments.listing', '=', sql.lit(list));

const containing = <O>(query: SelectQueryBuilder<Database, 'threads', O>, word: string) => {
  const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return query.where((eb) =>
    eb.or(
      (['title', 'url', 'thread_id'] as const).map(
        (column) => sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`,
      ),
    ),
  );
};
