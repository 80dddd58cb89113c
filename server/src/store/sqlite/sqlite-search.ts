import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Position } from '../records.js';
import type { Database } from '../sql/database.js';
import { byRow } from '../sql/queue-filter.js';
import { rowsAt } from '../sql/queue-walk.js';
import { cutAt, type Place, type SearchRequest, type TextSearch } from '../sql/text-search.js';
import { bits, lastTime, searchMigrations } from './search-index.js';
import { matchOf, type Match } from './search-match.js';

/** How many matches are read at once if not all matches are wanted. */
const chunk = 250;
/** The maximum number of comments to search, with either index. */
const most = 5000;
/** How many lists of words are looked into at once; that costs far more than reading on in one list. */
const looks = 100;

/**
 * There are two ways to find comments: walk those that contain the words and drop the unwanted ones, or walk the wanted
 * ones and drop those without the words. If many comments contain the words and few are wanted, the second way is
 * shorter. Which one is cannot be known in advance: so one step of each is taken, and the one that gets further goes
 * on.
 */
export const sqliteSearch: TextSearch = {
  migrations: searchMigrations,

  find: async (db, request) => {
    const { words, limit, narrow } = request;
    const match = await matchOf(db, words);
    const walk: Walk = { ...request, db, match };
    let step = byWords;
    const found: Numbered[] = [];
    let after = request.after;
    for (let seen = 0, isFirst = true; seen < most && found.length <= limit; isFirst = false) {
      let stretch = await step(walk, after);
      if (isFirst && narrow && match.isQuick && stretch.end && stretch.found.length <= limit) {
        const other = await byFilter(walk, after);
        if (isFurther(other, stretch)) {
          stretch = other;
          step = byFilter;
        }
      }
      seen += stretch.seen;
      found.push(...stretch.found);
      after = stretch.end;
      if (!after) break;
    }
    const rows = await rowsAt(db, found.slice(0, limit + 1));
    const cut = cutAt(rows, limit);
    return { comments: cut.comments, last: cut.last ?? after };
  },
};

interface Walk extends SearchRequest {
  db: Kysely<Database>;
  match: Match;
}

type Numbered = Pick<Place, 'site' | 'id'>;

/** What one step found, and where it ended; `end` is undefined if the walk is complete. */
interface Stretch {
  found: Numbered[];
  seen: number;
  end?: Position;
}

type Step = (walk: Walk, after: Position | undefined) => Promise<Stretch>;

const isFurther = ({ end: one }: Stretch, { end: other }: Stretch): boolean =>
  one === undefined || (other !== undefined && one.createdAt < other.createdAt);

const byWords: Step = async (walk, after) => {
  const { db, narrow, limit } = walk;
  const size = narrow ? chunk : limit + 1;
  const matching = await newestMatches(walk, after, size);
  const last = matching.at(-1);
  const end = matching.length < size ? undefined : last && { rank: 0, createdAt: last.createdAt, id: last.id };
  if (!narrow) return { found: matching, seen: size, end };
  if (matching.length === 0) return { found: [], seen: size, end };
  // Selected by ids only, which are few.
  const ids = matching.map(({ id }) => id);
  const query = narrow(db.selectFrom('comments').selectAll().where('id', 'in', ids), byRow);
  const wanted = new Set((await query.clearSelect().select('id').execute()).map(({ id }) => id));
  return { found: matching.filter(({ id }) => wanted.has(id)), seen: size, end };
};

/** Ends between two milliseconds, because the index of words has its own order within a millisecond. */
const byFilter: Step = async (walk, after) => {
  const size = Math.ceil(looks / walk.match.lists);
  const from = after && { ...after, id: afterAll };
  const places = await walk.places({ after: from, limit: size });
  const isWhole = places.length < size;
  const time = places.at(-1)?.created_at;
  const whole = isWhole ? places : places.filter(({ created_at }) => created_at !== time);
  const last = whole.at(-1);
  // All are of the same millisecond: only the other walk can order them.
  if (!isWhole && !last) return byWords(walk, after);
  const found = await matchesAmong(walk, after, whole);
  return { found, seen: size, end: isWhole ? undefined : { rank: 0, createdAt: last!.created_at, id: '' } };
};

/** Sorts after any id. */
const afterAll = '\u{10FFFF}';

interface Matching extends Numbered {
  createdAt: number;
}

const newestMatches = async ({ db, match, before, since }: Walk, after: Position | undefined, limit: number) => {
  const { rows } = await sql<Matching>`
    select r.site as site, r.id as id, f.rowid >> ${sql.lit(bits)} as "createdAt"
    from search_index as f cross join search_rows as r on r.number = f.rowid
    where search_index match ${match.query} and ${within(sql`f.rowid`, { before, since, after })}
    order by f.rowid desc limit ${limit}`.execute(db);
  return rows;
};

/** The given comments that match, newest first. */
const matchesAmong = async (
  { db, match, before, since }: Walk,
  after: Position | undefined,
  places: readonly Place[],
) => {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const { rows } = await sql<Numbered>`
    select r.site as site, r.id as id
    from search_rows as r cross join search_index as f on f.rowid = r.number
    where r.id in (${sql.join(ids)}) and search_index match ${match.query} and ${within(sql`r.number`, { before, since, after })}
    order by r.number desc`.execute(db);
  return rows;
};

/** Row numbers exceed JavaScript's safe integers, so they are computed in the database. */
const within = (
  number: RawBuilder<unknown>,
  { before, since, after }: Pick<SearchRequest, 'before' | 'since' | 'after'>,
) => {
  const conditions = [sql`true`];
  if (before !== undefined && before < lastTime) {
    conditions.push(sql`${number} < (cast(${before + 1} as integer) << ${sql.lit(bits)})`);
  }
  if (since !== undefined && since > 0) {
    conditions.push(sql`${number} >= (cast(${Math.min(since, lastTime)} as integer) << ${sql.lit(bits)})`);
  }
  if (after) {
    conditions.push(
      sql`${number} < coalesce((select number from search_rows where id = ${after.id}),
        cast(${after.createdAt} as integer) << ${sql.lit(bits)})`,
    );
  }
  return sql.join(conditions, sql` and `);
};
