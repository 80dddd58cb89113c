import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
import type { Comment } from '../../contract.js';
import { threadKey } from '../thread-key.js';
import { changeComment, type Change } from './change-comment.js';
import type { CommentRow, Database } from './database.js';
import { findComment } from './find-comment.js';
import type { ThreadWrites } from './threads.js';

export const moderation = (threads: ThreadWrites) => {
  const change = async (
    db: Kysely<Database>,
    id: string,
    now: number,
    decide: (row: CommentRow) => Change,
  ): Promise<Comment> => {
    const { site, thread } = await db
      .selectFrom('comments')
      .select(['site', 'thread'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(() => notFound());
    const { version } = await threads.raise(db, { site, thread }, now);
    const row = await findComment(db, site, id);
    if (!row || row.status === 'deleted') throw notFound();
    return changeComment(db, threads, row, decide(row), version);
  };

  return {
    approve: (db: Kysely<Database>, id: string, now: number) => change(db, id, now, () => ({ status: 'published' })),

    setPinned: (db: Kysely<Database>, id: string, pinned: boolean, now: number) =>
      change(db, id, now, (row) => {
        if (row.parent !== null) throw notFound('Only a root comment can be pinned.');
        return { pinned: pinned ? 1 : 0 };
      }),

    setClosed: async (db: Kysely<Database>, site: string, threadId: string, closed: boolean, now: number) => {
      const thread = threadKey(threadId);
      await threads.open(db, { site, thread, threadId, now });
      await db
        .updateTable('threads')
        .set({ closed: closed ? 1 : 0 })
        .where('site', '=', site)
        .where('thread', '=', thread)
        .execute();
    },
  };
};
