import { sql, type Kysely } from 'kysely';
import { states, type QueuedComment, type ReportRecord, type State } from '../records.js';
import type { QueueQuery, QueueReads } from '../store.js';
import { allSites } from './all-sites.js';
import type { CommentRow, Database } from './database.js';
import { toRecord } from './comment-columns.js';
import { findComment } from './find-comment.js';
import { listing, type Listing } from './listing.js';
import { moderatedThreads } from './moderated-threads.js';
import { readReasons } from './reasons.js';
import { isInScope, sitesOf } from './scope.js';
import { columnsOf } from './state.js';
import { readStats } from './stats.js';
import { movedThreads } from './thread-aliases.js';
import { cutAt, type CommentQuery, type Found, type SearchedWord, type TextSearch } from './text-search.js';

/**
 * What moderators look through. Each stretch is a walk of one index, of a state on a site or on all; where there are
 * several, the newest of all of them count.
 */
export const queueReads = (db: Kysely<Database>, search: TextSearch): QueueReads => ({
  list: async (asked) => {
    const query = await followed(db, asked);
    const { comments, last } = query.words ? await searched(db, search, query, query.words) : await walked(db, query);
    return { comments: await withSurroundings(db, comments), last };
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

  threads: (query) => moderatedThreads(db, query),

  stats: (query) => readStats(db, query),

  log: async (query) => (query.scope.length === 0 ? [] : readLog(db, query)),

  counts: async (scope) => {
    const counts = { pending: 0, reported: 0, spam: 0 };
    for (const site of sitesOf({ scope })) {
      counts.pending += await countOf(db, { state: 'pending', site });
      counts.spam += await countOf(db, { state: 'spam', site });
      counts.reported += await countOf(db, { reported: true, site });
    }
    return {
      pending: Math.min(counts.pending, mostCounted),
      reported: Math.min(counts.reported, mostCounted),
      spam: Math.min(counts.spam, mostCounted),
    };
  },
});

/** Entries are made in the order of their ids. */
const readLog = (db: Kysely<Database>, { scope, limit, after }: Parameters<QueueReads['log']>[0]) => {
  let query = db
    .selectFrom('moderation_log')
    .select(['id', 'site', 'at', 'moderator', 'action', 'comment', 'thread_id as threadId', 'detail']);
  if (scope !== 'all') query = query.where('site', 'in', scope);
  if (after !== undefined) query = query.where('id', '<', after);
  return query.orderBy('id', 'desc').limit(limit).execute();
};

/** Comments of a branch: what is further up tells a moderator no more. */
const mostTold = 20;

/** Nobody reads more than that they are many. */
const mostCounted = 1000;

/** What a person wrote is found site by site, as every index of people begins with the site. */
const sitesFor = async (db: Kysely<Database>, query: QueueQuery): Promise<readonly (string | undefined)[]> =>
  query.author !== undefined && query.site === undefined && query.scope === 'all' ? allSites(db) : sitesOf(query);

const newestFirst = (a: CommentRow, b: CommentRow): number =>
  b.created_at - a.created_at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** By its old name too. */
const followed = async (db: Kysely<Database>, query: QueueQuery): Promise<QueueQuery> => {
  const { site, thread } = query;
  if (site === undefined || thread === undefined) return query;
  const moved = await movedThreads(db, site, [thread]);
  return { ...query, thread: moved.get(thread) ?? thread };
};

const walked = async (db: Kysely<Database>, query: QueueQuery): Promise<Found> => {
  const rows: CommentRow[] = [];
  for (const site of await sitesFor(db, query)) {
    for (const state of query.state ? [query.state] : states) {
      // What is published of a thread has an index for each of its lists, and none for all of them.
      const lists = query.thread !== undefined && state === 'published' ? ofThread : [undefined];
      for (const list of lists) rows.push(...(await stretch(db, query, state, site, list)));
    }
  }
  return cutAt(rows.toSorted(newestFirst), query.limit);
};

const ofThread = [listing.roots, listing.replies, listing.pinned] as const;

const stretch = (
  db: Kysely<Database>,
  { before, after, limit, ...wanted }: QueueQuery,
  state: State,
  site: string | undefined,
  list: Listing | undefined,
): Promise<CommentRow[]> => {
  let query = narrowed(db.selectFrom('comments').selectAll(), wanted);
  query = ofState(query, state);
  if (site !== undefined) query = query.where('site', '=', site);
  if (list !== undefined) query = query.where('listing', '=', sql.lit(list));
  else if (wanted.thread !== undefined) query = query.where('status', '<>', sql.lit('published'));
  if (before !== undefined) query = query.where('created_at', '<=', before);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)));
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
};

const searched = async (
  db: Kysely<Database>,
  search: TextSearch,
  { limit, before, after, ...wanted }: QueueQuery,
  words: readonly SearchedWord[],
): Promise<Found> => {
  const { scope, site, state } = wanted;
  const sites = sitesOf({ scope, site }).filter((one) => one !== undefined);
  if (words.length === 0 || (scope !== 'all' && sites.length === 0)) return { comments: [] };
  const narrow = (query: CommentQuery): CommentQuery => {
    let narrow = narrowed(query, wanted);
    if (state) narrow = ofState(narrow, state);
    return sites.length > 0 ? narrow.where('site', 'in', sites) : narrow;
  };
  return search.find(db, { words, limit, before, after, narrow });
};

const ofState = (query: CommentQuery, state: State): CommentQuery => {
  const { status, spam } = columnsOf(state);
  return query.where('status', '=', status).where('spam', '=', spam);
};

const narrowed = (
  query: CommentQuery,
  { reported, thread, author }: Pick<QueueQuery, 'reported' | 'thread' | 'author'>,
): CommentQuery => {
  let narrow = query;
  if (thread !== undefined) narrow = narrow.where('thread', '=', thread);
  if (author?.includes('@')) {
    narrow = narrow.where('author_email', 'is not', null).where(sql<string>`lower(author_email)`, '=', asEmail(author));
  } else if (author !== undefined) narrow = narrow.where('visitor', '=', author);
  return reported ? narrow.where('reports', '>', sql.lit(0)) : narrow;
};

/** As the database's `lower`, which knows the letters of ASCII alone. */
const asEmail = (address: string): string => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const countOf = async (
  db: Kysely<Database>,
  { state, reported, site }: { state?: State; reported?: boolean; site: string | undefined },
): Promise<number> => {
  let some = db.selectFrom('comments').select('id').limit(mostCounted);
  if (state) some = some.where('status', '=', columnsOf(state).status).where('spam', '=', columnsOf(state).spam);
  if (reported) some = some.where('reports', '>', sql.lit(0)).where('status', '<>', 'deleted');
  if (site !== undefined) some = some.where('site', '=', site);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Puts to comments their threads, what was reported, and who wrote them. */
const withSurroundings = async (db: Kysely<Database>, rows: readonly CommentRow[]): Promise<QueuedComment[]> => {
  const found = new Map<string, Surroundings>();
  for (const [site, ofSite] of Map.groupBy(rows, (row) => row.site)) {
    found.set(site, {
      threads: await threadsOf(db, site, ofSite),
      reports: await reportsOf(db, site, ofSite),
      people: await peopleOf(db, site, ofSite),
    });
  }
  return rows.map((row) => {
    const { threads, reports, people } = found.get(row.site)!;
    const thread = threads.get(row.thread);
    return {
      ...toRecord(row),
      score: row.score,
      reasons: readReasons(row.reasons),
      threadId: thread?.thread_id ?? '',
      threadUrl: thread?.url ?? null,
      threadTitle: thread?.title ?? null,
      reports: reports.get(row.id) ?? [],
      person: (row.visitor === null ? undefined : people.get(row.visitor)) ?? {
        published: 0,
        spam: 0,
        since: row.created_at,
        trusted: false,
      },
    };
  });
};

interface Surroundings {
  threads: Awaited<ReturnType<typeof threadsOf>>;
  reports: Map<string, ReportRecord[]>;
  people: Map<string, QueuedComment['person']>;
}

const threadsOf = async (db: Kysely<Database>, site: string, rows: readonly CommentRow[]) => {
  const threads = await db
    .selectFrom('threads')
    .select(['thread', 'thread_id', 'url', 'title'])
    .where('site', '=', site)
    .where('thread', 'in', [...new Set(rows.map(({ thread }) => thread))])
    .execute();
  return new Map(threads.map((thread) => [thread.thread, thread]));
};

const reportsOf = async (db: Kysely<Database>, site: string, rows: readonly CommentRow[]) => {
  const reported = rows.filter(({ reports }) => reports > 0).map(({ id }) => id);
  if (reported.length === 0) return new Map<string, ReportRecord[]>();
  const reports = await db
    .selectFrom('reports')
    .select(['comment', 'reason', 'created_at as createdAt'])
    .where('site', '=', site)
    .where('comment', 'in', reported)
    .where('settled', 'is', null)
    .orderBy('created_at')
    .execute();
  return new Map(
    [...Map.groupBy(reports, ({ comment }) => comment)].map(([comment, of]) => [
      comment,
      of.map(({ reason, createdAt }) => ({ reason, createdAt })),
    ]),
  );
};

const peopleOf = async (db: Kysely<Database>, site: string, rows: readonly CommentRow[]) => {
  const people = new Map<string, QueuedComment['person']>();
  const visitors = [...new Set(rows.flatMap(({ visitor }) => visitor ?? []))];
  if (visitors.length === 0) return people;
  const written = await db
    .selectFrom('comments')
    .select((eb) => [
      'visitor',
      'status',
      'spam',
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('created_at').as('since'),
    ])
    .where('site', '=', site)
    .where('visitor', 'in', visitors)
    .groupBy(['visitor', 'status', 'spam'])
    .execute();
  const trusted = await db
    .selectFrom('visitors')
    .select('visitor')
    .where('site', '=', site)
    .where('visitor', 'in', visitors)
    .where('trusted', '=', 1)
    .execute();
  for (const { visitor, status, spam, count, since } of written) {
    const person = people.get(visitor!) ?? { published: 0, spam: 0, since: Infinity, trusted: false };
    if (status === 'published') person.published += Number(count);
    if (spam) person.spam += Number(count);
    person.since = Math.min(person.since, Number(since));
    people.set(visitor!, person);
  }
  for (const { visitor } of trusted) {
    const person = people.get(visitor);
    if (person) person.trusted = true;
  }
  return people;
};
