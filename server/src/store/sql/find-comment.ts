import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { CommentRow, Database } from './database.js';

export const findComment = (db: Kysely<Database>, site: string, id: string): Promise<CommentRow | undefined> =>
  db.selectFrom('comments').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();

/** For everybody but its author, a comment that isn't public does not exist. */
export const checkOwn = ({ visitor, status }: CommentRow, asker: string): void => {
  if (visitor === asker) return;
  throw status === 'published' ? new ApiError('forbidden', 'This is not your comment.') : notFound();
};

export const checkPublished = ({ status }: CommentRow): void => {
  if (status !== 'published') throw notFound();
};

export const checkOpen = ({ closed }: { closed: boolean }): void => {
  if (closed) throw new ApiError('closed', 'This thread is closed.');
};
