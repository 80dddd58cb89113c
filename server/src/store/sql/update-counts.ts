import { sql, type Kysely } from 'kysely';
import { compileOnce } from './compile-once.js';
import type { CommentRow, Database } from './database.js';
import { listing, listingOf, type Listing } from './listing.js';
import type { ratingSources } from './rating-sources.js';
import type { ThreadChange } from './thread-change.js';
import type { Executor } from './transact.js';

/**
 * Updates what depends on a comment that was created or changed: its ancestors' replies, its author's rating, and the
 * thread's counts.
 */
export const countUpdater = (builder: Kysely<Database>, { setRatingSource }: ReturnType<typeof ratingSources>) => {
  const countDescendant = descendantCounter(builder);

  return async (
    db: Executor,
    before: CommentRow | undefined,
    after: CommentRow,
    change: Pick<ThreadChange, 'version' | 'counts' | 'changed'>,
  ): Promise<void> => {
    const { counts, changed } = change;
    const was = before?.status === 'published';
    const is = after.status === 'published';
    if (was || is) changed.add(after.id);
    const amount = Number(is) - Number(was);

    counts.total += amount;
    counts.pinned += Number(after.listing === listing.pinned) - Number(before?.listing === listing.pinned);
    if (amount !== 0 && after.parent !== null) {
      counts.pinned += await countDescendant(db, after.site, after.parent, amount);
    }

    const starsBefore = was ? before.rating : null;
    const starsAfter = is ? after.rating : null;
    if (starsBefore === starsAfter) return;
    const { site, thread, visitor, id } = after;
    if (visitor !== null) {
      await setRatingSource(db, { site, thread, visitor, source: id }, starsAfter, change);
    } else {
      if (starsBefore !== null) counts.stars[starsBefore] -= 1;
      if (starsAfter !== null) counts.stars[starsAfter] += 1;
    }
  };
};

type Ancestor = Pick<CommentRow, 'status' | 'parent' | 'pinned' | 'descendants' | 'listing'>;

/**
 * Adds to the descendants of a comment and all its ancestors. A comment that isn't published is listed, as a tombstone,
 * while it has any. Returns the resulting change of the number of pinned roots.
 */
const descendantCounter = (builder: Kysely<Database>) => {
  const add = compileOnce<{ site: string; parent: string; amount: number }, Ancestor>((p) => {
    const descendants = sql<number>`descendants + ${p.amount}`;
    return builder
      .withRecursive('ancestors', (cte) =>
        cte
          .selectFrom('comments')
          .select(['id', 'parent'])
          .where('site', '=', p.site)
          .where('id', '=', p.parent)
          .unionAll(
            cte
              .selectFrom('ancestors')
              .innerJoin('comments as above', (join) =>
                join.on('above.site', '=', p.site).onRef('above.id', '=', 'ancestors.parent'),
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
      .where('site', '=', p.site)
      .where('id', 'in', (eb) => eb.selectFrom('ancestors').select('id'))
      .returning(['status', 'parent', 'pinned', 'descendants', 'listing']);
  });

  return async (db: Executor, site: string, parent: string, amount: number): Promise<number> => {
    const rows = await add(db, { site, parent, amount });
    const root = rows.find((row) => row.parent === null);
    if (!root) throw new Error('A comment that has a parent has no root.');
    const before = listingOf({ ...root, descendants: root.descendants - amount });
    return Number(root.listing === listing.pinned) - Number(before === listing.pinned);
  };
};
