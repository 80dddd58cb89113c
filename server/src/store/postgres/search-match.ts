import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Position } from '../records.js';
import type { Database } from '../sql/database.js';
import { byRow } from '../sql/queue-filter.js';
import type { Place, SearchRequest, SearchedWord } from '../sql/text-search.js';
import { plainText, vector } from './search-index.js';

/** Pages of the table from which it is guessed how many comments have a word. */
const sampledPages = 80;
/** The part of all comments that a word for the index may be in. */
const seldom = 0.01;

/** Those of them that match, the newest first. */
export const matchesAmong = async (
  db: Kysely<Database>,
  words: readonly SearchedWord[],
  places: readonly Place[],
): Promise<Place[]> => {
  if (places.length === 0) return [];
  const { rows } = await sql<Place>`
    select site, id, created_at from comments
    where id = any(${places.map(({ id }) => id)}) and body <> '' and ${isMatch(words)}
    order by created_at desc, id desc`.execute(db);
  return rows;
};

/**
 * Which pieces of the words few comments have, as queries of their own: by those the index finds all that may match.
 * PostgreSQL keeps no count of words that any role may read, and guesses 2 % for each beginning of one.
 */
export const seldomPieces = async (db: Kysely<Database>, words: readonly SearchedWord[]): Promise<string[]> => {
  const pieces = words.flatMap((word) =>
    word.map((piece, index) => ({ piece, query: index < word.length - 1 ? piece : `${piece}:*` })),
  );
  const size = await sql<{ pages: number }>`
    select pg_relation_size('comments') / current_setting('block_size')::integer as pages`.execute(db);
  const percent = Math.min(100, (100 * sampledPages) / Math.max(1, Number(size.rows[0]!.pages)));
  const counts = pieces.map(({ piece }) => sql`count(*) filter (where ${contains(sql`words`, piece)})::integer`);
  const { rows } = await sql<{ all: number; counts: number[] }>`
    select count(*)::integer as all, array[${sql.join(counts)}] as counts
    from (select ${plainText} as words from comments tablesample system (${percent})) as sample`.execute(db);
  const { all, counts: having } = rows[0]!;
  return pieces.filter((_, index) => having[index]! <= all * seldom).map(({ query }) => query);
};

/** The newest that the index finds by these pieces, among what is wanted. */
export const lookUp = async (
  db: Kysely<Database>,
  { before, narrow }: SearchRequest,
  pieces: readonly string[],
  { after, limit }: { after?: Position; limit: number },
): Promise<Place[]> => {
  // By its guess PostgreSQL would start processes to help, which takes longer than the work; and a plan for any words at
  // all, which it takes after some searches, is no good for few.
  await sql`select set_config('max_parallel_workers_per_gather', '0', true),
    set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(db);
  const comments = db.selectFrom('comments').selectAll();
  // By no index but that of words.
  let query = (narrow?.(comments, byRow) ?? comments)
    .where('body', '<>', sql.lit(''))
    .where(sql<boolean>`${vector} @@ to_tsquery('simple', ${pieces.join(' & ')})`);
  if (before !== undefined) query = query.where('created_at', '<=', before);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)));
  }
  return query
    .clearSelect()
    .select(['site', 'id', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
};

/**
 * Whether a comment matches, row by row. To look for the letters first costs a hundredth of what it costs to take a text
 * apart into words, and a `case` is no condition that an index is asked for.
 */
const isMatch = (words: readonly SearchedWord[]): RawBuilder<boolean> => {
  const letters = words.flat().map((piece) => contains(plainText, piece));
  return sql<boolean>`case when ${sql.join(letters, sql` and `)} then ${vector} @@ ${queryOf(words)} else false end`;
};

const contains = (text: RawBuilder<unknown>, piece: string): RawBuilder<boolean> =>
  sql<boolean>`strpos(${text}, lower(${piece}::text collate "default")) > 0`;

/** Pieces are letters and digits alone, so that nothing of a query's own language is among them. */
const queryOf = (words: readonly SearchedWord[]): RawBuilder<string> => {
  const text = words.map((pieces) => `(${pieces.join(' <-> ')}:*)`).join(' & ');
  return sql`to_tsquery('simple', ${text})`;
};
