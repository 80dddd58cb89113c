import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Position } from '../records.js';
import type { Database } from '../sql/database.js';
import { byRow } from '../sql/queue-filter.js';
import type { Place, SearchRequest, SearchedWord } from '../sql/text-search.js';
import { plainText, vector } from './search-index.js';

/** Pages of the table to sample when estimating how many comments contain a word. */
const sampledPages = 80;
/** The largest share of all comments that may contain a word for the index to be used. */
const seldom = 0.01;

/** The given comments that match, newest first. */
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
 * The rare pieces of the words, each as a query of its own; the index finds all candidates with them. PostgreSQL has no
 * word counts that every role may read, and assumes 2 % for any prefix.
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

/** The newest wanted comments that the index finds with these pieces. */
export const lookUp = async (
  db: Kysely<Database>,
  { before, since, narrow }: SearchRequest,
  pieces: readonly string[],
  { after, limit }: { after?: Position; limit: number },
): Promise<Place[]> => {
  // Misled by its estimate, PostgreSQL would start parallel workers, which takes longer than the work itself. And the
  // generic plan that it switches to after some searches is bad for rare words.
  await sql`select set_config('max_parallel_workers_per_gather', '0', true),
    set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(db);
  const comments = db.selectFrom('comments').selectAll();
  // Use no index but the one of words.
  let query = (narrow?.(comments, byRow) ?? comments)
    .where('body', '<>', sql.lit(''))
    .where(sql<boolean>`${vector} @@ to_tsquery('simple', ${pieces.join(' & ')})`);
  if (before !== undefined) query = query.where('created_at', '<=', before);
  if (since !== undefined) query = query.where('created_at', '>=', since);
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
 * Whether a comment matches, checked row by row. Looking for the letters first costs a hundredth of splitting the text
 * into words. The `case` keeps PostgreSQL from using an index for the condition.
 */
const isMatch = (words: readonly SearchedWord[]): RawBuilder<boolean> => {
  const letters = words.flat().map((piece) => contains(plainText, piece));
  return sql<boolean>`case when ${sql.join(letters, sql` and `)} then ${vector} @@ ${queryOf(words)} else false end`;
};

const contains = (text: RawBuilder<unknown>, piece: string): RawBuilder<boolean> =>
  sql<boolean>`strpos(${text}, lower(${piece}::text collate "default")) > 0`;

/** Pieces contain only letters and digits, so they can't contain operators of the query language. */
const queryOf = (words: readonly SearchedWord[]): RawBuilder<string> => {
  const text = words.map((pieces) => `(${pieces.join(' <-> ')}:*)`).join(' & ');
  return sql`to_tsquery('simple', ${text})`;
};
