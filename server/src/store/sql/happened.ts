import type { Kysely } from 'kysely';
import type { Happened } from '../outbox.js';
import type { CommentRow, Database } from './database.js';
import { addToOutbox } from './outbox.js';
import type { ReadSnapshot, Transact } from './transact.js';

/** The sites whose events somebody wants to be told of. */
export type Heard = readonly string[] | 'all';

/** Adds events to the outbox, in the transaction that causes them, if anybody wants to be told of them. */
export interface Happenings {
  tell(db: Kysely<Database>, site: string, happened: readonly Happened[], now: number): Promise<void>;
  /** From now on, every process adds the events of these sites. */
  follow(read: ReadSnapshot, transact: Transact, sites: Heard): Promise<void>;
}

export const happenings = (): Happenings => {
  // Read only once: a process either sets it itself, or is a command that ends soon.
  let heard: Heard | undefined;
  return {
    tell: async (db, site, happened, now) => {
      heard ??= await readHeard(db);
      if (happened.length === 0 || (heard !== 'all' && !heard.includes(site))) return;
      await addToOutbox(
        db,
        happened.map((content) => ({ site, kind: 'happened', recipient: '', content, expiresAt: now + week })),
        now,
      );
    },
    follow: async (read, transact, sites) => {
      heard = sites;
      const value = JSON.stringify(sites);
      if (JSON.stringify(await read(readHeard)) === value) return;
      await transact(async (db) => {
        await db
          .insertInto('settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      });
    },
  };
};

/** Milliseconds after which an event is too old to be told. */
const week = 7 * 24 * 60 * 60 * 1000;

const name = 'heard';

const readHeard = async (db: Kysely<Database>): Promise<Heard> => {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row ? (JSON.parse(row.value) as Heard) : [];
};

/** What a change of a comment means for those who don't moderate; for them, spam does not exist. */
export const eventOf = (
  before: Pick<CommentRow, 'status' | 'spam'>,
  after: Pick<CommentRow, 'status' | 'spam'>,
): Happened['event'] | undefined => {
  if (after.status === 'published') return before.status === 'published' ? undefined : 'published';
  if (after.status === 'deleted') return before.status === 'deleted' || before.spam ? undefined : 'removed';
  if (after.spam) return before.status === 'published' ? 'removed' : undefined;
  return before.status === 'pending' && !before.spam ? undefined : 'held';
};
