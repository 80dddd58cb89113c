import type { Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import type { ThreadName } from '../store.js';
import type { ThreadChange } from './change-thread.js';
import type { Database, RatingSourceRow } from './database.js';

/** The source of the stars that a visitor gave without a comment; any other is a comment's id. */
export const withoutComment = 'rating';

/** The visitor's rating of the thread: that of their latest source. */
export const ratingOf = async (
  db: Kysely<Database>,
  { site, thread }: ThreadName,
  visitor: string,
): Promise<Stars | null> => {
  const latest = await db
    .selectFrom('rating_sources')
    .select('stars')
    .where('site', '=', site)
    .where('thread', '=', thread)
    .where('visitor', '=', visitor)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.stars ?? null;
};

export type RatingSourceKey = Pick<RatingSourceRow, 'site' | 'thread' | 'visitor' | 'source'>;

/** Sets one source, or takes it away, and counts what that does to the visitor's one rating of the thread. */
export const setRatingSource = async (
  db: Kysely<Database>,
  key: RatingSourceKey,
  stars: Stars | null,
  { version, counts }: ThreadChange,
): Promise<Stars | null> => {
  const before = await ratingOf(db, key, key.visitor);
  if (stars === null) {
    await db
      .deleteFrom('rating_sources')
      .where('site', '=', key.site)
      .where('thread', '=', key.thread)
      .where('visitor', '=', key.visitor)
      .where('source', '=', key.source)
      .execute();
  } else {
    await db
      .insertInto('rating_sources')
      .values({ ...key, stars, version })
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread', 'visitor', 'source']).doUpdateSet({ stars, version }),
      )
      .execute();
  }
  const after = await ratingOf(db, key, key.visitor);
  if (before !== null) counts.stars[before] -= 1;
  if (after !== null) counts.stars[after] += 1;
  return after;
};
