import type { Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import { compileOnce } from './compile-once.js';
import type { Database, RatingSourceKey, RatingSourceRow } from './database.js';
import type { Counts } from './thread-change.js';
import type { Executor } from './transact.js';

/** The source of a rating that a visitor gave without a comment; every other source is a comment's id. */
export const withoutComment = 'rating';

type RatedBy = Omit<RatingSourceKey, 'source'>;

/**
 * Where a visitor's one rating of a thread comes from. A comment without a visitor counts its own stars, and is no
 * source.
 */
export const ratingSources = (builder: Kysely<Database>) => {
  const latest = compileOnce<RatedBy, { stars: Stars }>((p) =>
    builder
      .selectFrom('rating_sources')
      .select('stars')
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('visitor', '=', p.visitor)
      .orderBy('version', 'desc')
      .limit(1),
  );
  const put = compileOnce<RatingSourceRow, never>((p) =>
    builder
      .insertInto('rating_sources')
      .values({
        site: p.site,
        thread: p.thread,
        visitor: p.visitor,
        source: p.source,
        stars: p.stars,
        version: p.version,
      })
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread', 'visitor', 'source']).doUpdateSet({ stars: p.stars, version: p.version }),
      ),
  );
  const take = compileOnce<RatingSourceKey, never>((p) =>
    builder
      .deleteFrom('rating_sources')
      .where('site', '=', p.site)
      .where('thread', '=', p.thread)
      .where('visitor', '=', p.visitor)
      .where('source', '=', p.source),
  );

  /** The visitor's rating of the thread: that of their latest source. */
  const ratingOf = async (db: Executor, key: RatedBy): Promise<Stars | null> =>
    (await latest(db, key))[0]?.stars ?? null;

  /** Sets or removes one source, and updates the counts according to the visitor's one rating of the thread. */
  const setRatingSource = async (
    db: Executor,
    key: RatingSourceKey,
    stars: Stars | null,
    { version, counts }: { version: number; counts: Counts },
  ): Promise<Stars | null> => {
    const before = await ratingOf(db, key);
    if (stars === null) await take(db, key);
    else await put(db, { ...key, stars, version });
    // A source that is set now is the latest.
    const after = stars ?? (await ratingOf(db, key));
    if (before !== null) counts.stars[before] -= 1;
    if (after !== null) counts.stars[after] += 1;
    return after;
  };

  return { ratingOf, setRatingSource };
};
