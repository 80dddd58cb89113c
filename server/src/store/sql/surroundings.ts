import { sql, type Kysely } from 'kysely';
import type { QueuedComment, ReportRecord } from '../moderation-records.js';
import { toRecord } from './comment-columns.js';
import type { CommentRow, Database } from './database.js';
import { readReasons } from './reasons.js';

/** Adds to comments their threads, their reports, and facts about their authors. */
export const withSurroundings = async (db: Kysely<Database>, rows: readonly CommentRow[]): Promise<QueuedComment[]> => {
  if (rows.length === 0) return [];
  const threads = await threadsOf(db, rows);
  const reports = await reportsOf(db, rows);
  const people = await peopleOf(db, rows);
  return rows.map((row) => {
    const thread = threads.get(keyOf(row.site, row.thread));
    return {
      ...toRecord(row),
      score: row.score,
      reasons: readReasons(row.reasons),
      threadId: thread?.thread_id ?? '',
      threadUrl: thread?.url ?? null,
      threadTitle: thread?.title ?? null,
      reports: reports.get(keyOf(row.site, row.id)) ?? [],
      person: (row.visitor === null ? undefined : people.get(keyOf(row.site, row.visitor))) ?? {
        published: 0,
        spam: 0,
        since: row.created_at,
        trusted: false,
      },
    };
  });
};

type Pair = readonly [site: string, value: string];

const keyOf = (site: string, value: string): string => JSON.stringify([site, value]);

/**
 * A table of what is looked up, each once, for all sites together: the comments of a page can be of dozens of sites. A
 * cross join begins with it on SQLite too, which otherwise takes a list of pairs for a reason to walk a whole index.
 */
const wanted = (pairs: readonly Pair[]) => {
  const each = new Map(pairs.map((pair) => [keyOf(...pair), pair]));
  const values = [...each.values()].map(([site, value]) => sql`(${site}, ${value})`);
  // Both databases give these names to the columns.
  return sql<{ column1: string; column2: string }>`(values ${sql.join(values)})`.as('wanted');
};

const threadsOf = async (db: Kysely<Database>, rows: readonly CommentRow[]) => {
  const threads = await db
    .selectFrom(wanted(rows.map(({ site, thread }) => [site, thread])))
    .crossJoin('threads')
    .select(['threads.site', 'threads.thread', 'thread_id', 'url', 'title'])
    .whereRef('threads.site', '=', 'wanted.column1')
    .whereRef('threads.thread', '=', 'wanted.column2')
    .execute();
  return new Map(threads.map((thread) => [keyOf(thread.site, thread.thread), thread]));
};

/** Only the latest reports of a comment: thousands of people may report one, and no moderator reads them all. */
const mostReports = 50;

const reportsOf = async (db: Kysely<Database>, rows: readonly CommentRow[]) => {
  const found = new Map<string, ReportRecord[]>();
  const reported = rows.filter(({ reports }) => reports > 0).map(({ site, id }): Pair => [site, id]);
  if (reported.length === 0) return found;
  const reports = await db
    .selectFrom((eb) =>
      eb
        .selectFrom(wanted(reported))
        .crossJoin('reports')
        .select(['site', 'comment', 'reason', 'created_at as createdAt'])
        .select(sql<number>`row_number() over (partition by site, comment order by created_at desc)`.as('fromLast'))
        .whereRef('reports.site', '=', 'wanted.column1')
        .whereRef('reports.comment', '=', 'wanted.column2')
        .where('settled', 'is', null)
        .as('latest'),
    )
    .select(['site', 'comment', 'reason', 'createdAt'])
    .where('fromLast', '<=', mostReports)
    .orderBy('createdAt')
    .execute();
  for (const [key, of] of Map.groupBy(reports, ({ site, comment }) => keyOf(site, comment))) {
    found.set(
      key,
      of.map(({ reason, createdAt }) => ({ reason, createdAt })),
    );
  }
  return found;
};

const peopleOf = async (db: Kysely<Database>, rows: readonly CommentRow[]) => {
  const people = new Map<string, QueuedComment['person']>();
  const visitors = rows.flatMap(({ site, visitor }): Pair[] => (visitor === null ? [] : [[site, visitor]]));
  if (visitors.length === 0) return people;
  // Filtered by person only: with the state as a condition, SQLite would walk the index of states, and so the whole
  // site. The index of people has all that is counted, so that none of their comments is read.
  const written = await db
    .selectFrom(wanted(visitors))
    .crossJoin('comments')
    .select((eb) => [
      'site',
      'visitor',
      sql<number>`sum(case when status = 'published' then 1 else 0 end)`.as('published'),
      eb.fn.sum<number>('spam').as('spam'),
      eb.fn.min('created_at').as('since'),
    ])
    .whereRef('comments.site', '=', 'wanted.column1')
    .whereRef('comments.visitor', '=', 'wanted.column2')
    .groupBy(['site', 'visitor'])
    .execute();
  const trusted = await db
    .selectFrom(wanted(visitors))
    .crossJoin('visitors')
    .select(['site', 'visitor'])
    .whereRef('visitors.site', '=', 'wanted.column1')
    .whereRef('visitors.visitor', '=', 'wanted.column2')
    .where('trusted', '=', 1)
    .execute();
  for (const { site, visitor, published, spam, since } of written) {
    const counts = { published: Number(published), spam: Number(spam), since: Number(since) };
    people.set(keyOf(site, visitor!), { ...counts, trusted: false });
  }
  for (const { site, visitor } of trusted) {
    const person = people.get(keyOf(site, visitor));
    if (person) person.trusted = true;
  }
  return people;
};
