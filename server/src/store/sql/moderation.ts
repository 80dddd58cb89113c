import { sql, type Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
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
    decide: (comment: CommentRow) => Edit | Promise<Edit>,
  ): Promise<CommentRecord> => {
    const { site } = await db
      .selectFrom('comments')
      .select('site')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(() => notFound());
    return changeThreadOf(db, changeThread, { site, id, now }, async (comment, change) => {
      if (comment.status === 'deleted') throw notFound();
      return changeComment(db, comment, await decide(comment), change);
    });
  };

  return {
    approve: (db: Kysely<Database>, id: string, now: number) => change(db, id, now, () => ({ status: 'published' })),

    setPinned: (db: Kysely<Database>, id: string, pinned: boolean, now: number) =>
      change(db, id, now, async (comment) => {
        if (comment.parent !== null) throw notFound('Only a root comment can be pinned.');
        if (pinned && comment.pinned === 0) await checkPins(db, comment);
        return { pinned: pinned ? 1 : 0 };
      }),

    setClosed: async (db: Kysely<Database>, { site, thread, closed, now }: CloseRequest): Promise<void> => {
      const changed = await changeThread(db, { site, thread, now }, () =>
        db
          .updateTable('threads')
          .set({ closed: closed ? 1 : 0 })
          .where('site', '=', site)
          .where('thread', '=', thread)
          .execute(),
      );
      if (!changed) throw notFound('There is no such thread.');
    },
  };
};

const mostPins = 3;

/** Those that wait for a moderator have their pin too: once they are approved, they stand above the others again. */
const checkPins = async (db: Kysely<Database>, { site, thread }: CommentRow): Promise<void> => {
  const pins = await db
    .selectFrom('comments')
    .select('id')
    .where('site', '=', site)
    .where('thread', '=', thread)
    .where('pinned', '=', sql.lit(1))
    .limit(mostPins)
    .execute();
  if (pins.length === mostPins) throw new ApiError('conflict', `A thread has at most ${mostPins} pinned comments.`);
};
