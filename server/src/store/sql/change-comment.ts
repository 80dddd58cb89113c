import type { Kysely } from 'kysely';
import type { Comment } from '../../contract.js';
import type { CommentRow, Database } from './database.js';
import { derived, settle } from './standing.js';
import type { ThreadWrites } from './threads.js';
import { toComment } from './to-comment.js';

export type Change = Partial<
  Omit<CommentRow, 'site' | 'id' | 'thread' | 'parent' | 'root' | 'place' | 'highest' | 'lowest'>
>;

/** Changes a comment as it stood after its thread was raised, and everything that follows from the change. */
export const changeComment = async (
  db: Kysely<Database>,
  threads: ThreadWrites,
  before: CommentRow,
  change: Change,
  version: number,
): Promise<Comment> => {
  const changed = { ...before, ...change };
  const after = { ...changed, ...derived(changed) };
  await db
    .updateTable('comments')
    .set({ ...change, ...derived(changed) })
    .where('site', '=', after.site)
    .where('id', '=', after.id)
    .execute();
  await threads.apply(db, after, await settle(db, before, after, version));
  return toComment(after);
};
