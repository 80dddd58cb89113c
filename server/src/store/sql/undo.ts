import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
import { isInScope, type State } from '../moderation-records.js';
import { mostEmptied, undoTime, type ChangedComment } from '../moderation.js';
import type { Act } from '../requests.js';
import { changeComment } from './change-comment.js';
import type { ChangeThread } from './change-thread.js';
import type { CommentRow, Database } from './database.js';
import { findComment } from './find-comment.js';
import { forgetDifferences, writeLog } from './moderation-log.js';
import { emptied } from './own-comments.js';
import { forgetTraces, markModels } from './spam-writes.js';
import { byRow } from './queue-filter.js';
import { stateOf } from './state.js';

/** A comment before a decision, and its revision and state after it. */
export interface Undoable {
  before: CommentRow;
  revision: number;
  state: State;
}

/** The columns that a decision changes, with their previous values, and the revision that the decision created. */
type Kept = Pick<CommentRow, 'site' | 'id' | 'revision' | 'status' | 'spam' | 'pinned' | 'reasons'>;

/** Stores how comments were before a decision, without any of their text. */
export const keepUndo = async (
  db: Kysely<Database>,
  { by, now }: Act,
  undo: string,
  undoable: readonly Undoable[],
): Promise<void> => {
  const changes = undoable.map(({ before, revision }): Kept => {
    const { site, id, status, spam, pinned, reasons } = before;
    return { site, id, revision, status, spam, pinned, reasons };
  });
  await db
    .insertInto('moderation_undos')
    .values({ id: undo, moderator: by, created_at: now, changes: JSON.stringify(changes) })
    .execute();
};

export const undoWith =
  (changeThread: ChangeThread) =>
  async (db: Kysely<Database>, request: Act & { undo: string }): Promise<ChangedComment[]> => {
    const { undo, by, now, scope } = request;
    const [kept] = await db
      .deleteFrom('moderation_undos')
      .where('id', '=', undo)
      .where('moderator', '=', by)
      .where('created_at', '>=', now - undoTime)
      .returning('changes')
      .execute();
    if (!kept) throw notFound('There is nothing to take back, or no more.');
    const changed: { site: string; comment: ChangedComment }[] = [];
    for (const { site, id, revision, ...before } of readKept(kept.changes)) {
      const { thread } = (isInScope(scope, site) && (await findComment(db, site, id))) || {};
      if (thread === undefined) continue;
      await changeThread(db, { site, thread, now }, async (change) => {
        const comment = await findComment(db, site, id);
        if (comment?.revision !== revision) return;
        const reports = await reopenReports(db, site, id, undo);
        await changeComment(db, comment, { ...before, reports: comment.reports + reports }, change);
        changed.push({ site, comment: { id, state: stateOf(before) } });
      });
    }
    await markModels(
      db,
      changed.map(({ site }) => site),
    );
    await writeLog(
      db,
      request,
      changed.map(({ site, comment }) => ({ site, action: 'undo', comment: comment.id })),
    );
    return changed.map(({ comment }) => comment);
  };

const reopenReports = async (db: Kysely<Database>, site: string, comment: string, undo: string): Promise<number> => {
  const reopened = await db
    .updateTable('reports')
    .set({ settled: null })
    .where('site', '=', site)
    .where('comment', '=', comment)
    .where('settled', '=', undo)
    .returning('reporter')
    .execute();
  return reopened.length;
};

/**
 * Deletes a decision that can't be undone any more, and empties the comments that it deleted; only a few of them at a
 * time. Returns whether there may be more to do.
 */
export const purgeUndos = async (db: Kysely<Database>, now: number): Promise<boolean> => {
  const over = await db
    .selectFrom('moderation_undos')
    .select(['id', 'changes'])
    .where('created_at', '<', now - undoTime)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!over) return false;
  const full = await notEmptied(db, readKept(over.changes));
  for (const { site, id, revision } of full.slice(0, mostEmptied)) {
    const [gone] = await db
      .updateTable('comments')
      .set(emptied)
      .where('site', '=', site)
      .where('id', '=', id)
      .where('status', '=', 'deleted')
      .where('revision', '=', revision)
      .returning('id')
      .execute();
    if (gone) await forgetText(db, { site, id });
  }
  if (full.length <= mostEmptied) await db.deleteFrom('moderation_undos').where('id', '=', over.id).execute();
  return true;
};

/** Those that are deleted since that decision, and still have their text. */
const notEmptied = async (db: Kysely<Database>, changes: readonly Kept[]): Promise<Kept[]> => {
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'revision'])
    .where(
      'id',
      'in',
      changes.map(({ id }) => id),
    )
    // Found by their ids, which are few.
    .where(byRow('status'), '=', 'deleted')
    .where('body', '<>', '')
    .execute();
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
  return changes.filter(({ id, revision }) => revisions.get(id) === revision);
};

/** Deletes what else has words of a comment that is emptied. */
export const forgetText = async (
  db: Kysely<Database>,
  { site, id }: Pick<CommentRow, 'site' | 'id'>,
): Promise<void> => {
  await forgetDifferences(db, site, id);
  await forgetTraces(db, id);
};

const readKept = (changes: string): Kept[] => JSON.parse(changes) as Kept[];
