import { sql, type Kysely } from 'kysely';
import type { Lesson, LessonsQuery, SpamQuery, SpamReads, Trace, TracedComment } from '../spam.js';
import { compileEach, compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import { readReasons } from './reasons.js';
import { columnsOf, stateOf } from './state.js';
import type { Executor } from './transact.js';

type PersonRow = Record<'published' | 'spam' | 'trusted', number | null>;
interface ModelRow {
  version: number;
  changes: number;
  learned: number;
  content: string | null;
}

/** How many comments are returned for each key. */
const perKey = 10;

export const spamReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => SpamReads) => {
  const person = compileOnce<{ site: string; visitor: string }, PersonRow>((p) => {
    const written = builder
      .selectFrom('comments')
      .select(sql<number>`1`.as('one'))
      .where('site', '=', p.site)
      .where('visitor', '=', p.visitor)
      .limit(1);
    return builder.selectNoFrom([
      // Uses the index of the visitor's comments: comparing `status` directly would make SQLite walk the index of the
      // whole site.
      written.where(sql`coalesce(status, '')`, '=', sql.lit('published')).as('published'),
      written.where('spam', '=', sql.lit(1)).as('spam'),
      builder
        .selectFrom('visitors')
        .select('trusted')
        .where('site', '=', p.site)
        .where('visitor', '=', p.visitor)
        .as('trusted'),
    ]);
  });

  /** One statement for each number of keys; each key is a walk along the table's primary key. */
  const traces = compileEach<number, Record<string, string | number>, Trace>((count) => (p) => {
    const ofKey = (index: number) => {
      const newest = builder
        .selectFrom('spam_traces')
        .select(['key', 'comment', 'sketch'])
        .where('site', '=', p.site as string)
        .where('key', '=', p[`key${index}`] as number)
        .orderBy('comment', 'desc')
        .limit(sql.lit(perKey));
      return builder.selectFrom(newest.as('newest')).selectAll();
    };
    let query = ofKey(0);
    for (let index = 1; index < count; index++) query = query.unionAll(ofKey(index));
    return query;
  });

  /** Only comments of near traces are read: most comments that share a key by chance have little else in common. */
  const traced = async (db: Executor, { site, keys, isNear = () => true }: SpamQuery): Promise<TracedComment[]> => {
    if (keys.length === 0) return [];
    const named = Object.fromEntries(keys.map((key, index) => [`key${index}`, key]));
    const found = await traces(keys.length, `${keys.length}`)(db, { site, ...named });
    const near = found.filter(isNear);
    if (near.length === 0) return [];
    const { rows } = await db.executeQuery(
      builder
        .selectFrom('comments')
        .select(['id', 'thread', 'visitor', 'status', 'spam'])
        .where('site', '=', site)
        .where('id', 'in', [...new Set(near.map(({ comment }) => comment))]),
    );
    const comments = new Map(rows.map(({ id, ...row }) => [id, row]));
    return near.flatMap((trace) => {
      const row = comments.get(trace.comment);
      return row ? [{ ...trace, thread: row.thread, visitor: row.visitor, state: stateOf(row) }] : [];
    });
  };

  const model = compileOnce<{ site: string; known: number }, ModelRow>((p) =>
    builder
      .selectFrom('spam_models')
      .select(['version', 'changes', 'learned'])
      .select((eb) => eb.case().when('version', '=', p.known).then(null).else(eb.ref('content')).end().as('content'))
      .where('site', '=', p.site),
  );

  return (db) => ({
    facts: async (query: SpamQuery) => {
      const { site, visitor, knownModel = -1 } = query;
      // Sent without waiting in between, if the connection allows it.
      const [people, near, models] = await Promise.all([
        visitor === null ? [] : person(db, { site, visitor }),
        traced(db, query),
        model(db, { site, known: knownModel }),
      ]);
      const [found] = people;
      const [kept] = models;
      return {
        person: { published: found?.published === 1, spam: found?.spam === 1, trusted: found?.trusted === 1 },
        traced: near,
        model: kept && {
          version: kept.version,
          stale: kept.changes > kept.learned,
          ...(kept.content !== null && { content: kept.content }),
        },
      };
    },

    lessons: (query) => readLessons(db, query),

    toLearn: (modelPrefix) =>
      db
        .selectFrom('spam_models')
        .select(['site', 'changes'])
        .where((eb) =>
          eb.or([
            eb('changes', '>', eb.ref('learned')),
            eb.and([eb('content', '<>', ''), eb('content', 'not like', `${modelPrefix}%`)]),
          ]),
        )
        .execute(),
  });
};

const readLessons = async (db: Kysely<Database>, { site, kind, limit, after }: LessonsQuery): Promise<Lesson[]> => {
  const { status, spam } = columnsOf(kind);
  let query = db
    .selectFrom('comments')
    .select([
      'id',
      'created_at',
      'author_name',
      'author_email',
      'author_url',
      'body',
      'html',
      'score',
      'reasons',
      'reports',
    ])
    .where('site', '=', site)
    .where('status', '=', status)
    .where('spam', '=', spam);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)));
  }
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    authorName: row.author_name,
    authorEmail: row.author_email,
    authorUrl: row.author_url,
    body: row.body,
    html: row.html,
    score: row.score,
    reasons: readReasons(row.reasons).map(({ code }) => code),
    reports: row.reports,
  }));
};
