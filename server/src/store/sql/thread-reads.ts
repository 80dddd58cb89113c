import { sql, type Kysely } from 'kysely';
import { limits, type Sort, type Stars } from '../../contract.js';
import type { ListedComment, Position, Slice, ThreadCount } from '../records.js';
import type { ThreadReads } from '../threads.js';
import { branchStatement } from './branch.js';
import { rankColumns, shownColumns, type RankedComment } from './comment-columns.js';
import { compileEach, compileOnce } from './compile-once.js';
import type { Database, ThreadRow } from './database.js';
import { listing } from './listing.js';
import { movedThreads, type MovedTo } from './thread-aliases.js';
import { toThreadRecord } from './thread-record.js';
import type { Executor } from './transact.js';

/** The public reads. Each is one to three statements that walk an index and stop. */
export const threadReads = (builder: Kysely<Database>, movedTo: MovedTo): ((db: Kysely<Database>) => ThreadReads) => {
  const findThread = compileOnce<{ site: string; thread: string }, ThreadRow>((p) =>
    builder.selectFrom('threads').selectAll().where('site', '=', p.site).where('thread', '=', p.thread),
  );
  const threadOf = compileOnce<{ id: string }, { site: string; thread: string; version: number }>((p) =>
    builder
      .selectFrom('comments')
      .innerJoin('threads', (join) =>
        join.onRef('threads.site', '=', 'comments.site').onRef('threads.thread', '=', 'comments.thread'),
      )
      .select(['threads.site', 'threads.thread', 'threads.version'])
      .where('comments.id', '=', p.id),
  );
  const rootsStatement = rootsStatements(builder);
  const lowestRoots = lowestFirst(builder);
  const pinnedRoots = compileOnce<{ site: string; thread: string }, RankedComment>((p) =>
    builder
      .selectFrom('comments')
      .select([...shownColumns, ...rankColumns])
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('listing', '=', sql.lit(listing.pinned))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc'),
  );
  const repliesStatement = repliesStatements(builder);
  const withInlineReplies = inlineReplies(builder);
  const climb = branchStatement(builder);

  return (db) => ({
    find: async (name) => {
      const [row] = await findThread(db, name);
      if (row) return toThreadRecord(row);
      const thread = await movedTo(db, name);
      const [moved] = thread === undefined ? [] : await findThread(db, { site: name.site, thread });
      return moved && toThreadRecord(moved);
    },

    ofComment: async (id) => (await threadOf(db, { id }))[0],

    roots: async ({ site, thread, sort, limit, after, rating }) => {
      const rated = rating !== undefined;
      const statement = rootsStatement(
        { sort, rated, after: after !== undefined },
        `${sort} ${rated} ${after !== undefined}`,
      );
      const rows = await (sort === 'lowest' && !rated
        ? lowestRoots(db, { site, thread, limit: limit + 1 }, after)
        : statement(db, { site, thread, rating, limit: limit + 1, ...after }));
      const last = cutOff(rows, limit, sort);
      return { comments: await withInlineReplies(db, site, thread, rows, sort), last };
    },

    pinned: async ({ site, thread }) =>
      withInlineReplies(db, site, thread, await pinnedRoots(db, { site, thread }), 'newest'),

    replies: async ({ site, thread, root, limit, after }): Promise<Slice> => {
      const statement = repliesStatement(after !== undefined, String(after !== undefined));
      const rows = await statement(db, { site, thread, root, limit: limit + 1, ...after });
      const last = cutOff(rows, limit, 'oldest');
      return { comments: rows.map((row) => withReplies(row, 'oldest')), last };
    },

    branch: (id) => climb(db, { id }),

    counts: async (site, threads) => {
      const found = await countsOf(db, site, threads);
      const known = new Set(found.map(({ thread }) => thread));
      const moved = await movedThreads(
        db,
        site,
        threads.filter((thread) => !known.has(thread)),
      );
      if (moved.size === 0) return found;
      const counts = new Map((await countsOf(db, site, [...moved.values()])).map((count) => [count.thread, count]));
      for (const [alias, thread] of moved) {
        const count = counts.get(thread);
        if (count) found.push({ ...count, thread: alias });
      }
      return found;
    },
  });
};

const countsOf = (db: Kysely<Database>, site: string, threads: readonly string[]): Promise<ThreadCount[]> =>
  db
    .selectFrom('threads')
    .select(['thread', 'total', 'version'])
    .where('site', '=', site)
    .where('thread', 'in', threads)
    .execute();

interface RootsShape {
  sort: Sort;
  rated: boolean;
  after: boolean;
}

interface SliceParameters extends Partial<Position> {
  site: string;
  thread: string;
  limit: number;
}

const rankColumn = { newest: null, oldest: null, helpful: 'helpful', highest: 'highest', lowest: 'highest' } as const;

const rootsStatements = (db: Kysely<Database>) =>
  compileEach<RootsShape, SliceParameters & { rating?: Stars }, RankedComment>(({ sort, rated, after }) => (p) => {
    const direction = sort === 'oldest' ? 'asc' : 'desc';
    // Among roots with the same number of stars, both sorts by stars are the same as sorting by time.
    const rank = rated && sort !== 'helpful' ? null : rankColumn[sort];
    const past = direction === 'asc' ? '>' : '<';
    let query = db
      .selectFrom('comments')
      .select([...shownColumns, ...rankColumns])
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('listing', '=', sql.lit(listing.roots));
    // A tombstone keeps its rank, but doesn't count as having stars.
    if (rated) query = query.where('highest', '=', p.rating!).where('status', '=', 'published');
    if (after && rank) {
      query = query.where((eb) =>
        eb(eb.refTuple(rank, 'created_at', 'id'), past, eb.tuple(p.rank!, p.createdAt!, p.id!)),
      );
    } else if (after) {
      query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), past, eb.tuple(p.createdAt!, p.id!)));
    }
    if (rank) query = query.orderBy(rank, direction);
    return query.orderBy('created_at', direction).orderBy('id', direction).limit(p.limit);
  });

/** Ranks in the order of the sort by lowest stars. */
const lowestRanks = [1, 2, 3, 4, 5, 0];

/**
 * Roots with the fewest stars first, the newest first among those. It walks the index of the highest stars rank by
 * rank, because walking that index backwards would return the oldest first.
 */
const lowestFirst = (db: Kysely<Database>) => {
  const statementFor = compileEach<boolean, SliceParameters & { stars: number }, RankedComment>((after) => (p) => {
    let query = db
      .selectFrom('comments')
      .select([...shownColumns, ...rankColumns])
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('listing', '=', sql.lit(listing.roots))
      .where('highest', '=', p.stars);
    if (after) query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(p.createdAt!, p.id!)));
    return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(p.limit);
  });

  return async (db: Executor, { limit, ...name }: SliceParameters, after?: Position): Promise<RankedComment[]> => {
    const rows: RankedComment[] = [];
    for (const stars of lowestRanks.slice(after && lowestRanks.indexOf(after.rank))) {
      const within = stars === after?.rank ? after : undefined;
      const statement = statementFor(within !== undefined, String(within !== undefined));
      for (const row of await statement(db, { ...name, ...within, stars, limit: limit - rows.length })) rows.push(row);
      if (rows.length >= limit) break;
    }
    return rows;
  };
};

const repliesStatements = (db: Kysely<Database>) =>
  compileEach<boolean, SliceParameters & { root: string }, RankedComment>((after) => (p) => {
    let query = repliesOf(db, p, p.root);
    if (after) query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(p.createdAt!, p.id!)));
    return query.limit(p.limit);
  });

const repliesOf = (db: Kysely<Database>, p: { site: string; thread: string }, root: string) =>
  db
    .selectFrom('comments')
    .select([...shownColumns, ...rankColumns])
    .where('site', '=', p.site)
    .where('thread', '=', p.thread)
    .where('root', '=', root)
    .where('listing', '=', sql.lit(listing.replies))
    .orderBy('created_at')
    .orderBy('id');

/** Adds the first replies to the roots that have any, with one statement: a short walk of the index for each root. */
const inlineReplies = (db: Kysely<Database>) => {
  const statementFor = compileEach<number, Record<string, string>, RankedComment>((roots) => (p) => {
    const branch = (index: number) =>
      db
        .selectFrom(
          repliesOf(db, { site: p.site!, thread: p.thread! }, p[`root${index}`]!)
            .limit(sql.lit(limits.inlineReplies + 1))
            .as('branch'),
        )
        .selectAll();
    let query = branch(0);
    for (let index = 1; index < roots; index++) query = query.unionAll(branch(index));
    return query;
  });

  return async (
    db: Executor,
    site: string,
    thread: string,
    roots: RankedComment[],
    sort: Sort,
  ): Promise<ListedComment[]> => {
    const answered = roots.filter((root) => root.descendants > 0);
    if (answered.length === 0) return roots.map((root) => withReplies(root, sort));
    const parameters: Record<string, string> = { site, thread };
    answered.forEach((root, index) => (parameters[`root${index}`] = root.id));
    const statement = statementFor(answered.length, String(answered.length));
    const replies = Map.groupBy(await statement(db, parameters), (reply) => reply.root);
    return roots.map((root) => withReplies(root, sort, replies.get(root.id)));
  };
};

const withReplies = (comment: RankedComment, sort: Sort, replies: RankedComment[] = []): ListedComment => {
  const repliesAfter = cutOff(replies, limits.inlineReplies, 'oldest');
  return { comment, position: positionOf(comment, sort), replies, repliesAfter };
};

/** Removes the extra row that shows that there are more; returns the position of the last row that stays. */
const cutOff = (rows: RankedComment[], limit: number, sort: Sort): Position | undefined => {
  if (rows.length <= limit) return undefined;
  rows.length = limit;
  return positionOf(rows.at(-1)!, sort);
};

const positionOf = (row: RankedComment, sort: Sort): Position => {
  const rank = rankColumn[sort];
  return { rank: rank ? row[rank] : 0, createdAt: row.createdAt, id: row.id };
};
