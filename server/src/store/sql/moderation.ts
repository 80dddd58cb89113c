import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
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
