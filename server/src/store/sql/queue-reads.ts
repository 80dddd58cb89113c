import type { Kysely } from 'kysely';
import type { QueueQuery, QueueReads } from '../queue.js';
import { toRecord } from './comment-columns.js';
import type { Database } from './database.js';
import { findComment } from './find-comment.js';
import { moderatedThreads } from './moderated-threads.js';
import { queueCounts, type QueueCounts } from './queue-counts.js';
import { authorOf, byIndex, narrowed, ofState, type CommentQuery, type Compare } from './queue-filter.js';
import { queueWalk, type QueueWalk } from './queue-walk.js';
import { isInScope } from '../moderation-records.js';
import { sitesOf } from './scope.js';
import { readStats } from './stats.js';
import { withSurroundings } from './surroundings.js';
import type { Found, SearchedWord, TextSearch } from './text-search.js';
import { movedThreads } from './thread-aliases.js';

/** The lists that moderators look through. */
export const queueReads = (builder: Kysely<Database>, search: TextSearch): ((db: Kysely<Database>) => QueueReads) => {
  const walk = queueWalk(builder);
  const count = queueCounts(builder);
  return (db) => readsOf(db, search, walk, count);
};

const readsOf = (db: Kysely<Database>, search: TextSearch, walk: QueueWalk, count: QueueCounts): QueueReads => ({
  list: async (query) => {
    const { comments, last } = await find(db, search, walk, query);
    return { comments: await withSurroundings(db, comments), last };
  },

  scan: async (query) => {
    const { comments, last } = await find(db, search, walk, query);
    return { comments: comments.map(toRecord), last };
  },

  branch: async (scope, id) => {
    const comment = await db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirst();
    if (!comment || !isInScope(scope, comment.site)) return [];
    const branch = [comment];
    while (branch[0]!.parent !== null && branch.length < mostTold) {
      const above = await findComment(db, comment.site, branch[0]!.parent);
      if (!above) break;
      branch.unshift(above);
    }
    return withSurroundings(db, branch);
  },

  news: async ({ scope, since, known, limit }) => {
    const { comments } = await walk.list(db, { scope, since, limit });
    return withSurroundings(
      db,
      comments.filter(({ id }) => !known.has(id)),
    );
  },

  threads: (query) => moderatedThreads(db, query),

  stats: (query) => readStats(db, query),

  log: async (query) => (query.scope.length === 0 ? [] : readLog(db, query)),

  counts: (scope) => count(db, scope),
});

/** Ids are created in ascending order, so sorting by id sorts by time. */
const readLog = (db: Kysely<Database>, { scope, limit, after }: Parameters<QueueReads['log']>[0]) => {
  let query = db
    .selectFrom('moderation_log')
    .select(['id', 'site', 'at', 'moderator', 'action', 'comment', 'thread_id as threadId', 'detail']);
  if (scope !== 'all') query = query.where('site', 'in', scope);
  if (after !== undefined) query = query.where('id', '<', after);
  return query.orderBy('id', 'desc').limit(limit).execute();
};

/** The maximum number of comments of a branch: those further up don't help a moderator. */
const mostTold = 20;

const find = async (db: Kysely<Database>, search: TextSearch, walk: QueueWalk, asked: QueueQuery): Promise<Found> => {
  const query = await followed(db, asked);
  return query.words ? searched(db, search, walk, query, query.words) : walk.list(db, query);
};

/** Lets the query find a moved thread by its old name too. */
const followed = async (db: Kysely<Database>, query: QueueQuery): Promise<QueueQuery> => {
  const { site, thread } = query;
  if (site === undefined || thread === undefined) return query;
  const moved = await movedThreads(db, site, [thread]);
  return { ...query, thread: moved.get(thread) ?? thread };
};

const searched = async (
  db: Kysely<Database>,
  search: TextSearch,
  walk: QueueWalk,
  query: QueueQuery,
  words: readonly SearchedWord[],
): Promise<Found> => {
  const { scope, site, state, reported, thread, author, limit, before, since, after } = query;
  const sites = sitesOf({ scope, site }).filter((one) => one !== undefined);
  if (words.length === 0 || (scope !== 'all' && sites.length === 0)) return { comments: [] };
  const narrow = (query: CommentQuery, compare: Compare = byIndex): CommentQuery => {
    let narrow = narrowed(query, { reported, thread, author: authorOf(author) }, compare);
    if (state) narrow = ofState(narrow, state, compare);
    return sites.length > 0 ? narrow.where(compare('site'), 'in', sites) : narrow;
  };
  const isNarrow = state !== undefined || reported || thread !== undefined || author !== undefined || sites.length > 0;
  return search.find(db, {
    words,
    limit,
    before,
    since,
    after,
    ...(isNarrow && { narrow }),
    places: (stretch) => walk.places(db, { ...query, words: undefined, ...stretch }),
  });
};
