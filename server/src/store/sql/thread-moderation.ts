import type { Kysely } from 'kysely';
import { notFound } from '../../api-error.js';
import type { ThreadUpdate } from '../moderation.js';
import type { ThreadName } from '../requests.js';
import type { ChangeThread } from './change-thread.js';
import type { Database, ThreadRow } from './database.js';
import { writeLog, type Logged } from './moderation-log.js';
import { isInScope } from '../moderation-records.js';

/** What moderators do to whole threads. */
export const threadModeration = (changeThread: ChangeThread) => ({
  updateThread: async (db: Kysely<Database>, request: ThreadUpdate): Promise<void> => {
    const { site, thread, now, scope } = request;
    if (!isInScope(scope, site)) throw noThread();
    const changed = await changeThread(db, { site, thread, now }, async (change) => {
      const { thread } = change;
      const before = await findThread(db, { site, thread });
      const update = toUpdate(request, before);
      if (Object.keys(update).length === 0) return;
      await db.updateTable('threads').set(update).where('site', '=', site).where('thread', '=', thread).execute();
      await writeLog(db, request, logOf(before, update));
    });
    if (!changed) throw noThread();
  },
});

const noThread = () => notFound('There is no such thread.');

const findThread = (db: Kysely<Database>, { site, thread }: ThreadName): Promise<ThreadRow> =>
  db.selectFrom('threads').selectAll().where('site', '=', site).where('thread', '=', thread).executeTakeFirstOrThrow();

type Update = Partial<Pick<ThreadRow, 'closed' | 'title' | 'url'>>;

/** The fields that differ from before. */
const toUpdate = ({ closed, title, url }: ThreadUpdate, before: ThreadRow): Update => ({
  ...(closed !== undefined && closed !== (before.closed === 1) && { closed: closed ? 1 : 0 }),
  ...(title !== undefined && title !== before.title && { title }),
  ...(url !== undefined && url !== before.url && { url }),
});

const logOf = (before: ThreadRow, { closed, ...names }: Update): Logged[] => {
  const of = { site: before.site, thread_id: before.thread_id };
  const renamed = Object.entries(names).map(([name, after]) => [name, [before[name as keyof typeof names], after]]);
  return [
    ...(closed === undefined ? [] : [{ ...of, action: closed ? 'close' : 'open' }]),
    ...(renamed.length === 0 ? [] : [{ ...of, action: 'rename', detail: JSON.stringify(Object.fromEntries(renamed)) }]),
  ];
};
