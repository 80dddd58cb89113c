import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { CommentRow, Database } from './database.js';

export const findComment = (db: Kysely<Database>, site: string, id: string): Promise<CommentRow | undefined> =>
  db.selectFrom('comments').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();

export const findPublished = async (db: Kysely<Database>, site: string, id: string): Promise<CommentRow> => {
  const row = await findComment(db, site, id);
  if (row?.status !== 'published') throw notFound();
  return row;
};

/** The visitor's own comment. To others one that isn't public does not exist. */
export const findOwn = async (
  db: Kysely<Database>,
  { site, id, visitor }: { site: string; id: string; visitor: string },
): Promise<CommentRow> => {
  const row = await findComment(db, site, id);
  if (!row) throw notFound();
  if (row.visitor === visitor) return row;
  throw row.status === 'published' ? new ApiError('forbidden', 'This is not your comment.') : notFound();
};
