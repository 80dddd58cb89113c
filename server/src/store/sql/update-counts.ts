import { sql, type Kysely } from 'kysely';
import type { ThreadChange } from './change-thread.js';
import type { CommentRow, Database } from './database.js';
import { listing, listingOf, type Listing } from './listing.js';
import { setRatingSource } from './rating-sources.js';

/**
 * Counts what follows from a comment that was made or changed: replies at its ancestors, its author's rating, and what
 * the thread counts.
 */
export const updateCounts = async (
  db: Kysely<Database>,
  before: CommentRow | undefined,
  after: CommentRow,
  change: ThreadChange,
): Promise<void> => {
  const { counts } = change;
  const was = before?.status === 'published';
  const is = after.status === 'published';
  const amount = Number(is) - Number(was);

  counts.total += amount;
  counts.pinned += Number(after.listing === listing.pinned) - Number(before?.listing === listing.pinned);
  if (amount !== 0 && after.parent !== null) {
    counts.pinned += await countDescendant(db, after.site, after.parent, amount);
  }

  const starsBefore = was ? before.rating : null;
  const starsAfter = is ? after.rating : null;
  if (starsBefore !== starsAfter) {
    const { site, thread, id } = after;
    await setRatingSource(db, { site, thread, visitor: after.visitor ?? id, source: id }, starsAfter, change);
  }
};

/**
 * Adds to the descendants of a comment and all its ancestors. One that isn't published is listed, as a tombstone, while
 * it has any: gives the change that this makes to the number of pinned roots.
 */
const countDescendant = async (db: Kysely<Database>, site: string, parent: string, amount: number): Promise<number> => {
  const descendants = sql<number>`descendants + ${amount}`;
  const rows = await db
    .withRecursive('ancestors', (cte) =>
      cte
        .selectFrom('comments')
        .select(['id', 'parent'])
        .where('site', '=', site)
        .where('id', '=', parent)
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
      listing: sql<Listing>`case
        when status <> 'published' and ${descendants} = 0 then ${sql.lit(listing.none)}
        when parent is not null then ${sql.lit(listing.replies)}
        when pinned = 1 then ${sql.lit(listing.pinned)}
        else ${sql.lit(listing.roots)} end`,
    })
    .where('site', '=', site)
    .where('id', 'in', (eb) => eb.selectFrom('ancestors').select('id'))
    .returning(['status', 'parent', 'pinned', 'descendants', 'listing'])
    .execute();
  const root = rows.find((row) => row.parent === null);
  if (!root) throw new Error('A comment that has a parent has no root.');
  const before = listingOf({ ...root, descendants: root.descendants - amount });
  return Number(root.listing === listing.pinned) - Number(before === listing.pinned);
};
