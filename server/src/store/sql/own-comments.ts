import type { Kysely } from 'kysely';
import { ApiError, invalidFields, notFound } from '../../api-error.js';
import type { Comment } from '../../contract.js';
import type { EditRequest, OwnCommentRequest } from '../store.js';
import { admit } from './admit.js';
import { changeComment, type Change } from './change-comment.js';
import type { CommentRow, Database } from './database.js';
import { findOwn } from './find-comment.js';
import type { ThreadWrites } from './threads.js';
import { toComment, toTombstone } from './to-comment.js';

/** What authors do to their own comments. */
export const ownComments = (threads: ThreadWrites) => ({
  edit: async (db: Kysely<Database>, request: EditRequest): Promise<Comment> => {
    const { site, id, now } = request;
    const { thread } = await findOwn(db, request);
    await admit(db, request);
    const { version } = await threads.raise(db, { site, thread }, now);
    const row = await findOwn(db, request);
    if (row.status === 'deleted') throw notFound();
    if (!request.window || now - row.created_at > request.window)
      throw new ApiError('expired', 'The time for changes is over.');
    if (row.parent !== null && request.rating) throw invalidFields({ rating: 'A reply carries no rating.' });
    if (!request.text && request.rating === undefined) return toComment(row);
    return changeComment(db, threads, { ...row, id }, toChange(request, row), version);
  },

  remove: async (db: Kysely<Database>, request: OwnCommentRequest): Promise<Comment> => {
    const { site, thread } = await findOwn(db, request);
    await admit(db, request);
    const { version } = await threads.raise(db, { site, thread }, request.now);
    const row = await findOwn(db, request);
    // Asked again, as after a lost answer, it answers the same.
    if (row.status === 'deleted') return toTombstone(row);
    await changeComment(db, threads, row, emptied, version);
    const tombstone = toTombstone(row);
    await db
      .updateTable('idempotency')
      .set({ answer: JSON.stringify(tombstone) })
      .where('site', '=', site)
      .where('scope', '=', request.visitor)
      .where('comment', '=', row.id)
      .execute();
    return tombstone;
  },
});

const toChange = ({ text, rating, hold, now }: EditRequest, row: CommentRow): Change => ({
  ...text,
  ...(rating !== undefined && { rating }),
  ...(hold && row.status === 'published' && { status: 'pending' }),
  edited_at: now,
});

/** Nothing of a removed comment is kept but its place in the tree, its time, and whose it was. */
const emptied: Change = {
  status: 'deleted',
  author_name: '',
  author_email: null,
  author_url: null,
  badge: null,
  body: '',
  html: '',
  rating: null,
  pinned: 0,
  up: 0,
  down: 0,
  helpful: 0,
};
