import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { Act, ThreadName } from '../store.js';
import type { ChangeThread } from './change-thread.js';
import type { Database } from './database.js';
import { decideWith } from './decide.js';
import { writeLog } from './moderation-log.js';
import { isInScope } from './scope.js';
import { undoWith } from './undo.js';

export const moderation = (changeThread: ChangeThread) => ({
  decide: decideWith(changeThread),
  undo: undoWith(changeThread),

  trust: async (db: Kysely<Database>, request: Act & { comment: string; trusted: boolean }): Promise<void> => {
    const { comment: id, scope, now } = request;
    const comment = await db.selectFrom('comments').select(['site', 'visitor']).where('id', '=', id).executeTakeFirst();
    if (!comment || !isInScope(scope, comment.site)) throw notFound();
    const { site, visitor } = comment;
    if (visitor === null) throw new ApiError('conflict', 'This was written without a token: its author is not known.');
    const trusted = request.trusted ? 1 : 0;
    await db
      .insertInto('visitors')
      .values({ site, visitor, created_at: now, trusted })
      .onConflict((conflict) => conflict.columns(['site', 'visitor']).doUpdateSet({ trusted }))
      .execute();
    await writeLog(db, request, [{ site, action: trusted ? 'trust' : 'distrust', comment: id }]);
  },

  setClosed: async (db: Kysely<Database>, request: Act & ThreadName & { closed: boolean }): Promise<void> => {
    const { site, thread, closed, now, scope } = request;
    if (!isInScope(scope, site)) throw notFound('There is no such thread.');
    const changed = await changeThread(db, { site, thread, now }, () =>
      db
        .updateTable('threads')
        .set({ closed: closed ? 1 : 0 })
        .where('site', '=', site)
        .where('thread', '=', thread)
        .returning('thread_id')
        .execute(),
    );
    if (!changed) throw notFound('There is no such thread.');
    await writeLog(db, request, [
      { site, action: closed ? 'close' : 'open', thread_id: changed.result[0]?.thread_id ?? null },
    ]);
  },
});
