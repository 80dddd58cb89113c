import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import { newId } from '../new-id.js';
import type { Decided, DecideRequest, Decision } from '../moderation.js';
import { changeComment, type Edit } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import type { CommentRow, Database } from './database.js';
import { findComment } from './find-comment.js';
import { writeLog, type Logged } from './moderation-log.js';
import { emptied } from './own-comments.js';
import { countPins, mostPins } from './pins.js';
import { readReasons, writeReasons } from './reasons.js';
import { isInScope } from '../moderation-records.js';
import { markModels } from './spam-writes.js';
import { stateOf } from './state.js';
import { forgetText, keepUndo, type Undoable } from './undo.js';

/** Decisions of moderators on comments. */
export const decideWith =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: DecideRequest): Promise<Decided> => {
    const { decision, forGood = false, now, states } = request;
    const undo = newId(now);
    const undoable: Undoable[] = [];
    const logged: Logged[] = [];
    let found = 0;
    for (const [name, ids] of await threadsOf(db, request)) {
      await changeThread(db, { ...name, now }, async (change) => {
        for (const id of ids) {
          const comment = await findComment(db, name.site, id);
          if (!comment || comment.status === 'deleted') continue;
          found += 1;
          if (states && !states.includes(stateOf(comment))) continue;
          const edit = forGood ? emptied : await editFor[decision](comment, db);
          const settled = settles.has(decision) && comment.reports > 0;
          if (!edit && !settled) continue;
          await changeComment(db, comment, { ...edit, ...(settled && { reports: 0 }) }, change);
          if (settled) await settleReports(db, comment, undo);
          if (forGood) await forgetText(db, comment);
          undoable.push({ before: comment, revision: change.version, state: stateOf({ ...comment, ...edit }) });
          logged.push({ site: name.site, action: forGood ? 'delete-for-good' : decision, comment: id });
        }
      });
    }
    if (found === 0 && !states) throw notFound();
    if (undoable.length === 0) return { changed: [], undo: null };
    if (!forGood) await keepUndo(db, request, undo, undoable);
    if (teaches.has(decision))
      await markModels(
        db,
        undoable.map(({ before }) => before.site),
      );
    await writeLog(db, request, logged);
    return { changed: undoable.map(({ before, state }) => ({ id: before.id, state })), undo: forGood ? null : undo };
  };

/** The threads of the comments, each with its comments, in a fixed order that prevents deadlocks. */
const threadsOf = async (db: Kysely<Database>, { ids, scope }: DecideRequest) => {
  const asked = new Set(ids);
  const comments = await db
    .selectFrom('comments')
    .select(['site', 'thread', 'id'])
    .where('id', 'in', [...asked])
    .orderBy('site')
    .orderBy('thread')
    .orderBy('id')
    .execute();
  if (comments.length < asked.size || !comments.every(({ site }) => isInScope(scope, site))) throw notFound();
  const threads = Map.groupBy(comments, ({ site, thread }) => JSON.stringify([site, thread]));
  return [...threads.values()].map(
    (group) => [{ site: group[0]!.site, thread: group[0]!.thread }, group.map(({ id }) => id)] as const,
  );
};

/** What each decision changes in a comment that is not deleted; undefined if the comment is already in that state. */
const editFor: Record<Decision, (comment: CommentRow, db: Kysely<Database>) => Promise<Edit | undefined>> = {
  approve: async (comment) => (comment.status === 'published' ? undefined : { status: 'published', spam: 0 }),
  hold: async (comment) =>
    stateOf(comment) === 'pending' ? undefined : { status: 'pending', spam: 0, reasons: byModerator(comment) },
  spam: async (comment) =>
    stateOf(comment) === 'spam' ? undefined : { status: 'pending', spam: 1, reasons: byModerator(comment) },
  // Its text is emptied once the decision can't be undone any more.
  delete: async () => ({ status: 'deleted', spam: 0, pinned: 0 }),
  pin: async (comment, db) => {
    if (comment.parent !== null) throw notFound('Only a root comment can be pinned.');
    if (comment.pinned) return undefined;
    await checkPins(db, comment);
    return { pinned: 1 };
  },
  unpin: async (comment) => (comment.pinned ? { pinned: 0 } : undefined),
};

/** The decisions that the classifier learns from. */
const teaches: ReadonlySet<Decision> = new Set(['approve', 'hold', 'spam', 'delete']);

const settles: ReadonlySet<Decision> = new Set(['approve', 'spam', 'delete']);

const byModerator = ({ reasons }: CommentRow): string | null =>
  writeReasons([...readReasons(reasons).filter(({ code }) => code !== 'moderator'), { code: 'moderator' }]);

const settleReports = (db: Kysely<Database>, { site, id }: CommentRow, undo: string) =>
  db
    .updateTable('reports')
    .set({ settled: undo })
    .where('site', '=', site)
    .where('comment', '=', id)
    .where('settled', 'is', null)
    .execute();

/** Comments that wait for a moderator count too: once they are approved, they are pinned again. */
const checkPins = async (db: Kysely<Database>, { site, thread }: CommentRow): Promise<void> => {
  if ((await countPins(db, site, [thread])) >= mostPins)
    throw new ApiError('conflict', `A thread has at most ${mostPins} pinned comments.`);
};
