import { sql, type Kysely } from 'kysely';
import type { BranchState } from '../store.js';
import { place, type Database } from './database.js';
import { prepare } from '../sqlite/prepare.js';
import { commentColumns, toPublicComment, type ShownRow } from './to-comment.js';

type BranchRow = ShownRow & { site: string; thread: string; height: number };

/** Reads a public comment and its ancestors. What has a public descendant is public, if only as a tombstone. */
export const branchReader = (db: Kysely<Database>) => {
  const climb = prepare<{ id: string }, BranchRow>((p) =>
    db
      .withRecursive('branch', (cte) =>
        cte
          .selectFrom('comments')
          .select(['site', 'id', 'parent', sql<number>`0`.as('height')])
          .where('id', '=', p.id)
          .where('place', '<>', sql.lit(place.hidden))
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
      .select(['comments.site', 'comments.thread', 'branch.height'])
      .select(commentColumns.map((column) => `comments.${column}` as const))
      .orderBy('branch.height', 'desc'),
  );

  return async (id: string): Promise<BranchState | undefined> => {
    const rows = await climb(db, { id });
    const root = rows[0];
    return root && { site: root.site, thread: root.thread, comments: rows.map(toPublicComment) };
  };
};
