import type { Kysely } from 'kysely';
import { ApiError, invalidFields, notFound } from '../../api-error.js';
import type { CommentRecord } from '../records.js';
import type { EditRequest, OwnCommentRequest } from '../comments.js';
import { admit } from './admit.js';
import { changeComment, changeThreadOf, type Edit } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import { toRecord } from './comment-columns.js';
import type { CommentRow, Database } from './database.js';
import { checkOpen, checkOwn } from './find-comment.js';
import { forgetDifferences } from './moderation-log.js';
import { writeReasons } from './reasons.js';
import { forgetTraces, tracesKeeper } from './spam-writes.js';

/** What authors do to their own comments. */
export const ownComments = (builder: Kysely<Database>, changeThread: ChangeThread) => {
  const keepTraces = tracesKeeper(builder);
  return {
    edit: (db: Kysely<Database>, request: EditRequest): Promise<CommentRecord> =>
      changeThreadOf(db, changeThread, request, async (comment, change) => {
        checkOwn(comment, request.visitor);
        if (comment.status === 'deleted') throw notFound();
        checkOpen(change);
        if (!request.window || request.now - comment.created_at > request.window)
          throw new ApiError('expired', 'The time for changes is over.');
        checkRating(request, comment);
        await admit(db, request);
        if (!request.text && request.rating === undefined) return toRecord(comment);
        if (request.text) await forgetTraces(db, comment.id);
        if (request.traces) await keepTraces(db, { site: comment.site, comment: comment.id }, request.traces);
        return changeComment(db, comment, toEdit(request, comment), change);
      }),

    remove: (db: Kysely<Database>, request: OwnCommentRequest): Promise<CommentRecord> =>
      changeThreadOf(db, changeThread, request, async (comment, change) => {
        checkOwn(comment, request.visitor);
        await admit(db, request);
        // A repeated request, as after a lost answer, gets the same answer. A comment deleted by a moderator has a text
        // for a while.
        if (comment.status === 'deleted' && comment.body === '') return toRecord(comment);
        await forgetDifferences(db, comment.site, comment.id);
        await forgetTraces(db, comment.id);
        return changeComment(db, comment, emptied, change);
      }),
  };
};

const checkRating = ({ rating, ratingRequired }: EditRequest, { parent }: CommentRow): void => {
  if (parent !== null && rating) throw invalidFields({ rating: 'A reply carries no rating.' });
  if (parent === null && rating === null && ratingRequired) throw invalidFields({ rating: 'Choose a rating.' });
};

const toEdit = ({ text, rating, reasons, spam, score, now }: EditRequest, row: CommentRow): Edit => ({
  ...text,
  ...(rating !== undefined && { rating }),
  ...(score !== undefined && { score }),
  ...(reasons.length > 0 && { reasons: writeReasons(reasons) }),
  ...(reasons.length > 0 && row.status === 'published' && { status: 'pending' }),
  ...(spam && { spam: 1 }),
  edited_at: now,
});

/** What remains of a removed comment: its place, its time and its author's id, but nothing of its content. */
export const emptied: Edit = {
  status: 'deleted',
  author_name: '',
  author_email: null,
  author_url: null,
  author_avatar: null,
  badge: null,
  body: '',
  html: '',
  rating: null,
  pinned: 0,
  up: 0,
  down: 0,
  spam: 0,
  reasons: null,
  reports: 0,
};
