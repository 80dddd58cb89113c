import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { SubmitRequest } from '../comments.js';
import type { ModeratorEditRequest, ReplyRequest } from '../moderation.js';
import type { Submitted } from '../visitors.js';
import { changeComment, changeThreadOf, type Edit } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import type { CommentRow, Database } from './database.js';
import { writeLog } from './moderation-log.js';
import { isInScope } from '../moderation-records.js';

/** What moderators write: edits of other people's comments, and replies. */
export const moderatorEdits = (
  changeThread: ChangeThread,
  submit: (db: Kysely<Database>, request: SubmitRequest) => Promise<Submitted>,
) => ({
  edit: async (db: Kysely<Database>, request: ModeratorEditRequest): Promise<void> => {
    const { id, now, difference } = request;
    const { site } = await findInScope(db, request);
    await changeThreadOf(db, changeThread, { site, id, now }, async (comment, change) => {
      if (comment.status === 'deleted') throw notFound();
      const edit = toEdit(request, comment);
      if (Object.keys(edit).length === 0) return;
      await changeComment(db, comment, { ...edit, edited_at: now }, change);
      const detail = difference({ ...comment, name: comment.author_name, url: comment.author_url });
      await writeLog(db, request, [{ site, action: 'edit', comment: id, detail }]);
    });
  },

  reply: async (db: Kysely<Database>, request: ReplyRequest): Promise<string> => {
    const { id: parent, name, badge, text, now } = request;
    const { site, thread, status } = await findInScope(db, request);
    if (status === 'deleted') throw notFound();
    if (status !== 'published') throw new ApiError('conflict', 'Nobody sees this comment: approve it first.');
    const { thread_id: threadId } = await db
      .selectFrom('threads')
      .select('thread_id')
      .where('site', '=', site)
      .where('thread', '=', thread)
      .executeTakeFirstOrThrow();
    const { comment } = await submit(db, {
      site,
      thread,
      threadId,
      parent,
      author: { name },
      badge,
      visitor: null,
      text,
      reasons: [],
      now,
    });
    await writeLog(db, request, [{ site, action: 'reply', comment: comment.id }]);
    return comment.id;
  },
});

/** The fields that differ from before. */
const toEdit = ({ text, name, url }: ModeratorEditRequest, before: CommentRow): Edit => ({
  ...(text && text.body !== before.body && text),
  ...(name !== undefined && name !== before.author_name && { author_name: name }),
  ...(url !== undefined && url !== before.author_url && { author_url: url }),
});

const findInScope = async (
  db: Kysely<Database>,
  { id, scope }: Pick<ModeratorEditRequest, 'id' | 'scope'>,
): Promise<CommentRow> => {
  const comment = await db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirst();
  if (!comment || !isInScope(scope, comment.site)) throw notFound();
  return comment;
};
