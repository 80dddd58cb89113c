import { sql, type Kysely } from 'kysely';
import type { ShownComment } from '../records.js';
import { shownColumns } from './comment-columns.js';
import { compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import { listing } from './listing.js';

/** More levels than any client shows, but few enough that the longest comments don't fill the memory. */
const mostAncestors = 500;

/**
 * Reads a public comment and its ancestors. A comment with a public descendant is public too, if only as a tombstone.
 */
export const branchStatement = (builder: Kysely<Database>) =>
  compileOnce<{ id: string }, ShownComment>((p) =>
    builder
      .withRecursive('branch', (cte) =>
        cte
          .selectFrom('comments')
          .select(['site', 'id', 'parent', sql<number>`0`.as('height')])
          .where('id', '=', p.id)
          .where('listing', '<>', sql.lit(listing.none))
          .unionAll(
            cte
              .selectFrom('branch')
              .innerJoin('comments as above', (join) =>
                join.onRef('above.site', '=', 'branch.site').onRef('above.id', '=', 'branch.parent'),
              )
              .select(['above.site', 'above.id', 'above.parent', sql<number>`branch.height + 1`.as('height')]),
          ),
      )
      .selectFrom('branch')
      .innerJoin('comments', (join) =>
        join.onRef('comments.site', '=', 'branch.site').onRef('comments.id', '=', 'branch.id'),
      )
      .select(shownColumns.map((column) => `comments.${column}` as const))
      .where((eb) => eb.or([eb('branch.height', '<', sql.lit(mostAncestors)), eb('branch.parent', 'is', null)]))
      .orderBy('branch.height', 'desc'),
  );
