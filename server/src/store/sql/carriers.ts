import type { Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import type { ThreadName } from '../store.js';
import type { CarrierRow, Database } from './database.js';
import type { ThreadChange } from './threads.js';

/** Source of the stars that a visitor gave without a comment. */
export const ratingSource = 'rating';

/** The visitor's rating of the thread: that of their latest published carrier. */
export const ratingOf = async (
  db: Kysely<Database>,
  { site, thread }: ThreadName,
  visitor: string,
): Promise<Stars | null> => {
  const latest = await db
    .selectFrom('carriers')
    .select('stars')
    .where('site', '=', site)
    .where('thread', '=', thread)
    .where('visitor', '=', visitor)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (latest?.stars as Stars | undefined) ?? null;
};

export type CarrierKey = Pick<CarrierRow, 'site' | 'thread' | 'visitor' | 'source'>;

/** Sets one carrier, or takes it away, and counts what that does to the visitor's one rating of the thread. */
export const setCarrier = async (
  db: Kysely<Database>,
  key: CarrierKey,
  stars: Stars | null,
  version: number,
  change: ThreadChange,
): Promise<Stars | null> => {
  const before = await ratingOf(db, key, key.visitor);
  if (stars === null) {
    await db
      .deleteFrom('carriers')
      .where('site', '=', key.site)
      .where('thread', '=', key.thread)
      .where('visitor', '=', key.visitor)
      .where('source', '=', key.source)
      .execute();
  } else {
    await db
      .insertInto('carriers')
      .values({ ...key, stars, version })
      .onConflict((conflict) =>
        conflict.columns(['site', 'thread', 'visitor', 'source']).doUpdateSet({ stars, version }),
      )
      .execute();
  }
  const after = await ratingOf(db, key, key.visitor);
  if (before !== null) change.stars[before] -= 1;
  if (after !== null) change.stars[after] += 1;
  return after;
};
