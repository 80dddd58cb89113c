import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
import type { CommentRecord } from '../records.js';
import type { CloseRequest } from '../store.js';
import { changeComment, changeThreadOf, type Edit } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import type { CommentRow, Database } from './database.js';

export const moderation = (changeThread: ChangeThread) => {
  const change = async (
    db: Kysely<Database>,
    id: string,
    now: number,
    decide: (comment: CommentRow) => Edit,
  ): Promise<CommentRecord> => {
    const { site } = await db
      .selectFrom('comments')
      .select('site')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(() => notFound());
    return changeThreadOf(db, changeThread, { site, id, now }, async (comment, change) => {
      if (comment.status === 'deleted') throw notFound();
      return changeComment(db, comment, decide(comment), change);
    });
  };

  return {
    approve: (db: Kysely<Database>, id: string, now: number) => change(db, id, now, () => ({ status: 'published' })),

    setPinned: (db: Kysely<Database>, id: string, pinned: boolean, now: number) =>
      change(db, id, now, (comment) => {
        if (comment.parent !== null) throw notFound('Only a root comment can be pinned.');
        return { pinned: pinned ? 1 : 0 };
      }),

    setClosed: async (db: Kysely<Database>, { site, thread, threadId, closed, now }: CloseRequest): Promise<void> => {
      await changeThread(db, { site, thread, now, open: { threadId } }, () =>
        db
          .updateTable('threads')
          .set({ closed: closed ? 1 : 0 })
          .where('site', '=', site)
          .where('thread', '=', thread)
          .execute(),
      );
    },
  };
};
