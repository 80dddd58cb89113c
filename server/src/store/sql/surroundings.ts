import { sql, type Kysely } from 'kysely';
import type { QueuedComment, ReportRecord } from '../moderation-records.js';
import { toRecord } from './comment-columns.js';
import type { CommentRow, Database } from './database.js';
import { readReasons } from './reasons.js';

/** Adds to comments their threads, their reports, and facts about their authors. */
export const withSurroundings = async (db: Kysely<Database>, rows: readonly CommentRow[]): Promise<QueuedComment[]> => {
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

/** Only the latest reports of a comment: thousands of people may report one, and no moderator reads them all. */
const mostReports = 50;

const reportsOf = async (db: Kysely<Database>, site: string, rows: readonly CommentRow[]) => {
  const reported = rows.filter(({ reports }) => reports > 0).map(({ id }) => id);
  if (reported.length === 0) return new Map<string, ReportRecord[]>();
  const reports = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('reports')
        .select(['comment', 'reason', 'created_at as createdAt'])
        .select(sql<number>`row_number() over (partition by comment order by created_at desc)`.as('fromLast'))
        .where('site', '=', site)
        .where('comment', 'in', reported)
        .where('settled', 'is', null)
        .as('latest'),
    )
    .select(['comment', 'reason', 'createdAt'])
    .where('fromLast', '<=', mostReports)
    .orderBy('createdAt')
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
  // Filtered by person only: with the state as a condition, SQLite would walk the index of states, and so the whole
  // site.
  const written = await db
    .selectFrom('comments')
    .select((eb) => [
      'visitor',
      sql<number>`sum(case when status = 'published' then 1 else 0 end)`.as('published'),
      eb.fn.sum<number>('spam').as('spam'),
      eb.fn.min('created_at').as('since'),
    ])
    .where('site', '=', site)
    .where('visitor', 'in', visitors)
    .groupBy('visitor')
    .execute();
  const trusted = await db
    .selectFrom('visitors')
    .select('visitor')
    .where('site', '=', site)
    .where('visitor', 'in', visitors)
    .where('trusted', '=', 1)
    .execute();
  for (const { visitor, published, spam, since } of written) {
    const counts = { published: Number(published), spam: Number(spam), since: Number(since) };
    people.set(visitor!, { ...counts, trusted: false });
  }
  for (const { visitor } of trusted) {
    const person = people.get(visitor);
    if (person) person.trusted = true;
  }
  return people;
};
