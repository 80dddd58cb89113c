import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
import type { CommentRecord } from '../records.js';
import type { ChangeThread } from './change-thread.js';
import type { ThreadChange } from './thread-change.js';
import { toRecord } from './comment-columns.js';
import type { CommentRow, Database } from './database.js';
import { findComment } from './find-comment.js';
import { eventOf } from './happened.js';
import { listingOf, starRank } from './listing.js';

export interface CommentRequest {
  site: string;
  id: string;
  now: number;
  closedBefore?: number;
}

/** Changes something about a comment, which is read only after its thread was locked. */
export const changeThreadOf = async <T>(
  db: Kysely<Database>,
  changeThread: ChangeThread,
  { site, id, now, closedBefore }: CommentRequest,
  work: (comment: CommentRow, change: ThreadChange) => Promise<T>,
): Promise<T> => {
  const found = await findComment(db, site, id);
  if (!found) throw notFound();
  const changed = await changeThread(db, { site, thread: found.thread, now, closedBefore }, async (change) => {
    const comment = await findComment(db, site, id);
    if (!comment) throw notFound();
    return work(comment, change);
  });
  if (!changed) throw new Error('A comment has no thread.');
  return changed.result;
};

export type Edit = Partial<Omit<CommentRow, 'site' | 'id' | 'thread' | 'parent' | 'root' | 'listing' | 'revision'>>;

/** Changes a comment, and every count and rank that depends on it. */
export const changeComment = async (
  db: Kysely<Database>,
  before: CommentRow,
  edit: Edit,
  change: ThreadChange,
): Promise<CommentRecord> => {
  const edited = { ...before, ...edit, revision: change.version };
  const derived = {
    listing: listingOf(edited),
    // A deleted root keeps its rank: otherwise it would move, and a reader who pages on could meet it again.
    ...(edited.status !== 'deleted' && { highest: starRank(edited.rating) }),
  };
  await db
    .updateTable('comments')
    .set({ ...edit, ...derived, revision: change.version })
    .where('site', '=', before.site)
    .where('id', '=', before.id)
    .execute();
  const after = { ...edited, ...derived };
  await change.updateCounts(before, after);
  const event = eventOf(before, after);
  if (event) change.happened.push({ event, comment: after.id });
  return toRecord(after);
};
