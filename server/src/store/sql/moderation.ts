import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { SubmitRequest } from '../comments.js';
import type { Act } from '../requests.js';
import type { Submitted } from '../visitors.js';
import type { ChangeThread } from './change-thread.js';
import type { Database } from './database.js';
import { decideWith } from './decide.js';
import { writeLog } from './moderation-log.js';
import { moderatorEdits } from './moderator-edits.js';
import { isInScope } from '../moderation-records.js';
import { threadModeration } from './thread-moderation.js';
import { undoWith } from './undo.js';

export const moderation = (
  changeThread: ChangeThread,
  submit: (db: Kysely<Database>, request: SubmitRequest) => Promise<Submitted>,
) => ({
  ...moderatorEdits(changeThread, submit),
  ...threadModeration(changeThread),
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
});
