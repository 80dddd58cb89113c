import { sql, type Kysely } from 'kysely';
import type { Stars } from '../../contract.js';
import { setCarrier } from './carriers.js';
import { place, type CommentRow, type Database, type Place } from './database.js';
import { noChange, type ThreadChange } from './threads.js';

/** The columns that follow from the others: where a comment shows, and its ranks among the roots. */
export const derived = (
  row: Pick<CommentRow, 'status' | 'parent' | 'pinned' | 'rating' | 'descendants'>,
): Pick<CommentRow, 'place' | 'highest' | 'lowest'> => {
  const stars = row.status === 'published' ? (row.rating ?? 0) : 0;
  return { place: placeOf(row), highest: stars, lowest: stars === 0 ? -6 : -stars };
};

const placeOf = (row: Pick<CommentRow, 'status' | 'parent' | 'pinned' | 'descendants'>): Place => {
  if (row.status !== 'published' && row.descendants === 0) return place.hidden;
  if (row.parent !== null) return place.reply;
  return row.pinned ? place.pinned : place.root;
};

/**
 * Brings everything that is counted in line with a comment that was made or changed: its ancestors' replies, its
 * author's rating, and what the thread counts, which is returned for the caller to apply.
 */
export const settle = async (
  db: Kysely<Database>,
  before: CommentRow | undefined,
  after: CommentRow,
  version: number,
): Promise<ThreadChange> => {
  const change = noChange();
  const was = before?.status === 'published';
  const is = after.status === 'published';

  change.total = Number(is) - Number(was);
  change.pinned = Number(after.place === place.pinned) - Number(before?.place === place.pinned);
  if (change.total !== 0 && after.parent !== null) await countDescendant(db, after, change.total);

  const starsBefore = was ? before.rating : null;
  const starsAfter = is ? after.rating : null;
  if (starsBefore !== starsAfter) {
    const { site, thread, id } = after;
    const key = { site, thread, visitor: after.visitor ?? id, source: id };
    await setCarrier(db, key, starsAfter as Stars | null, version, change);
  }
  return change;
};

/** Adds to the count of all ancestors; one that isn't published shows, as a tombstone, while it has replies. */
const countDescendant = async (
  db: Kysely<Database>,
  { site, parent }: Pick<CommentRow, 'site' | 'parent'>,
  amount: number,
): Promise<void> => {
  const descendants = sql<number>`descendants + ${amount}`;
  await db
    .withRecursive('ancestors', (cte) =>
      cte
        .selectFrom('comments')
        .select(['id', 'parent'])
        .where('site', '=', site)
        .where('id', '=', parent!)
        .unionAll(
          cte
            .selectFrom('ancestors')
            .innerJoin('comments as above', (join) =>
              join.on('above.site', '=', site).onRef('above.id', '=', 'ancestors.parent'),
            )
            .select(['above.id', 'above.parent']),
        ),
    )
    .updateTable('comments')
    .set({
      descendants,
      place: sql<Place>`case
        when status <> 'published' and ${descendants} = 0 then ${sql.lit(place.hidden)}
        when parent is not null then ${sql.lit(place.reply)}
        when pinned = 1 then ${sql.lit(place.pinned)}
        else ${sql.lit(place.root)} end`,
    })
    .where('site', '=', site)
    .where('id', 'in', (eb) => eb.selectFrom('ancestors').select('id'))
    .execute();
};
