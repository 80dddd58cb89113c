import { randomBytes } from 'node:crypto';
import { Migrator, sql, type Kysely } from 'kysely';
import type { Store } from '../store.js';
import type { Database } from './database.js';
import type { Transact } from '../sqlite/group-commit.js';
import { migrations } from './migrations/index.js';
import { moderation } from './moderation.js';
import { ownComments } from './own-comments.js';
import { reactions } from './reactions.js';
import { submitWith } from './submit.js';
import { threadReads } from './thread-reads.js';
import { threadWrites } from './threads.js';
import { visitorReads } from './visitor-reads.js';

export interface SqlStoreOptions {
  /** For single reading statements. */
  reader: Kysely<Database>;
  /** For building queries of transactions, and for migrations. */
  writer: Kysely<Database>;
  transact: Transact;
  close: () => Promise<void>;
}

/** A store over any database that Kysely speaks to. */
export const sqlStore = ({ reader, writer, transact, close }: SqlStoreOptions): Store => {
  const threads = threadWrites(writer);
  const submit = submitWith(writer, threads);
  const { edit, remove } = ownComments(threads);
  const { vote, rate, report } = reactions(threads);
  const { approve, setClosed, setPinned } = moderation(threads);

  return {
    threads: threadReads(reader),
    visitors: visitorReads(reader),
    comments: {
      submit: (request) => transact((db) => submit(db, request)),
      edit: (request) => transact((db) => edit(db, request)),
      remove: (request) => transact((db) => remove(db, request)),
      vote: (request) => transact((db) => vote(db, request)),
      rate: (request) => transact((db) => rate(db, request)),
      report: (request) => transact((db) => report(db, request)),
      siteOf: async (id) =>
        (await reader.selectFrom('comments').select('site').where('id', '=', id).executeTakeFirst())?.site,
    },
    moderation: {
      approve: (id, now) => transact((db) => approve(db, id, now)),
      setClosed: (site, threadId, closed, now) => transact((db) => setClosed(db, site, threadId, closed, now)),
      setPinned: (id, pinned, now) => transact((db) => setPinned(db, id, pinned, now)),
    },
    secret: () => transact(keptSecret),
    ping: async () => {
      await reader.selectFrom('settings').select('name').limit(1).execute();
    },
    purge: (now) =>
      transact(async (db) => {
        await db
          .deleteFrom('idempotency')
          .where('created_at', '<', now - day)
          .execute();
        await db.deleteFrom('captcha_uses').where('expires_at', '<', now).execute();
      }),
    close,
  };
};

const day = 24 * 60 * 60 * 1000;

const keptSecret = async (db: Kysely<Database>): Promise<string> => {
  const { value } = await db
    .insertInto('settings')
    .values({ name: 'secret', value: randomBytes(32).toString('base64url') })
    // Where there is one already it stays; an update is what makes `returning` give it.
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: sql`excluded.name` }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
};

/** Brings the tables to this version's form; does nothing where they have it. */
export const migrate = async (db: Kysely<Database>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
};
