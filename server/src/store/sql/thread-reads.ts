import { sql, type Kysely } from 'kysely';
import { limits, type Comment, type Sort, type Stars, type Summary } from '../../contract.js';
import type { Keyset, ListedComment, Slice, ThreadReads, ThreadState } from '../store.js';
import { place, type Database, type ThreadRow } from './database.js';
import { prepare, prepareEach } from '../sqlite/prepare.js';
import { branchReader } from './branch.js';
import { commentColumns, toPublicComment, type ShownRow } from './to-comment.js';

/** The public reads. Each is one to three statements that walk an index and stop. */
export const threadReads = (db: Kysely<Database>): ThreadReads => {
  const findThread = prepare<{ site: string; thread: string }, ThreadRow>((p) =>
    db.selectFrom('threads').selectAll().where('site', '=', p.site).where('thread', '=', p.thread),
  );
  const rootsStatement = rootsStatements(db);
  const pinnedRoots = prepare<{ site: string; thread: string }, ShownRow>((p) =>
    db
      .selectFrom('comments')
      .select(commentColumns)
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('place', '=', sql.lit(place.pinned))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc'),
  );
  const repliesStatement = repliesStatements(db);
  const withInlineReplies = inlineReplies(db);

  return {
    find: async (name) => {
      const [row] = await findThread(db, name);
      return row && toThreadState(row);
    },

    roots: async ({ site, thread, sort, limit, after, rating }) => {
      const statement = rootsStatement(
        { sort, rated: rating !== undefined, after: after !== undefined },
        `${sort} ${rating !== undefined} ${after !== undefined}`,
      );
      const rows = await statement(db, { site, thread, rating, limit: limit + 1, ...after });
      const last = cutOff(rows, limit, sort);
      return { comments: await withInlineReplies(site, thread, rows), last };
    },

    pinned: async ({ site, thread }) => withInlineReplies(site, thread, await pinnedRoots(db, { site, thread })),

    replies: async ({ site, thread, root, limit, after }): Promise<Slice> => {
      const statement = repliesStatement(after !== undefined, String(after !== undefined));
      const rows = await statement(db, { site, thread, root, limit: limit + 1, ...after });
      const last = cutOff(rows, limit, 'oldest');
      return { comments: rows.map((row) => ({ comment: toPublicComment(row) })), last };
    },

    branch: branchReader(db),

    counts: async (site, threads) =>
      await db
        .selectFrom('threads')
        .select(['thread', 'total', 'version'])
        .where('site', '=', site)
        .where('thread', 'in', threads)
        .execute(),
  };
};

interface RootsShape {
  sort: Sort;
  rated: boolean;
  after: boolean;
}

interface SliceParameters extends Partial<Keyset> {
  site: string;
  thread: string;
  limit: number;
}

const rankColumn = { newest: null, oldest: null, helpful: 'helpful', highest: 'highest', lowest: 'lowest' } as const;

const rootsStatements = (db: Kysely<Database>) =>
  prepareEach<RootsShape, SliceParameters & { rating?: Stars }, ShownRow>(({ sort, rated, after }) => (p) => {
    const direction = sort === 'oldest' ? 'asc' : 'desc';
    // Among roots with the same stars, both sorts by stars are the one by time.
    const rank = rated && sort !== 'helpful' ? null : rankColumn[sort];
    const past = direction === 'asc' ? '>' : '<';
    let query = db
      .selectFrom('comments')
      .select(commentColumns)
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('place', '=', sql.lit(place.root));
    if (rated) query = query.where('highest', '=', p.rating!);
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

const repliesStatements = (db: Kysely<Database>) =>
  prepareEach<boolean, SliceParameters & { root: string }, ShownRow>((after) => (p) => {
    let query = repliesOf(db, p, p.root);
    if (after) query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(p.createdAt!, p.id!)));
    return query.limit(p.limit);
  });

const repliesOf = (db: Kysely<Database>, p: { site: string; thread: string }, root: string) =>
  db
    .selectFrom('comments')
    .select(commentColumns)
    .where('site', '=', p.site)
    .where('thread', '=', p.thread)
    .where('root', '=', root)
    .where('place', '=', sql.lit(place.reply))
    .orderBy('created_at')
    .orderBy('id');

/** Puts the first replies to the roots that have any, all by one statement: a short walk of the index for each root. */
const inlineReplies = (db: Kysely<Database>) => {
  const statementFor = prepareEach<number, Record<string, string>, ShownRow>((roots) => (p) => {
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

  return async (site: string, thread: string, roots: ShownRow[]): Promise<ListedComment[]> => {
    const answered = roots.filter((root) => root.descendants > 0);
    if (answered.length === 0) return roots.map((root) => ({ comment: toPublicComment(root) }));
    const parameters: Record<string, string> = { site, thread };
    answered.forEach((root, index) => (parameters[`root${index}`] = root.id));
    const statement = statementFor(answered.length, String(answered.length));
    const replies = Map.groupBy(await statement(db, parameters), (reply) => reply.root);
    return roots.map((root) => withReplies(toPublicComment(root), replies.get(root.id)));
  };
};

const withReplies = (comment: Comment, replies: ShownRow[] | undefined): ListedComment => {
  if (!replies) return { comment };
  const repliesAfter = cutOff(replies, limits.inlineReplies, 'oldest');
  comment.replies = replies.map(toPublicComment);
  return { comment, repliesAfter };
};

/** Takes off the row beyond the limit, by which it shows that there are more; the place of the last one that stays. */
const cutOff = (rows: ShownRow[], limit: number, sort: Sort): Keyset | undefined => {
  if (rows.length <= limit) return undefined;
  rows.length = limit;
  const row = rows.at(-1)!;
  const rank = rankColumn[sort];
  return { rank: rank ? row[rank] : 0, createdAt: row.created_at, id: row.id };
};

const toThreadState = (row: ThreadRow): ThreadState => ({
  version: row.version,
  closed: row.closed === 1,
  total: row.total,
  pinned: row.pinned,
  summary: toSummary(row),
});

type StarCounts = Pick<ThreadRow, 'stars_1' | 'stars_2' | 'stars_3' | 'stars_4' | 'stars_5'>;

export const toSummary = (row: StarCounts): Summary => {
  const count = row.stars_1 + row.stars_2 + row.stars_3 + row.stars_4 + row.stars_5;
  const sum = row.stars_1 + 2 * row.stars_2 + 3 * row.stars_3 + 4 * row.stars_4 + 5 * row.stars_5;
  return {
    average: count === 0 ? null : sum / count,
    count,
    distribution: { 1: row.stars_1, 2: row.stars_2, 3: row.stars_3, 4: row.stars_4, 5: row.stars_5 },
  };
};
