import { DatabaseSync } from 'node:sqlite';
import { Kysely, Migrator, sql } from 'kysely';
import * as first from '../../../server/src/store/sql/migrations/0001-first.js';
import { nodeSqliteDialect } from '../../../server/src/store/sqlite/node-sqlite-dialect.js';
import { threadKey } from '../../../server/src/store/thread-key.js';

/** A database as the first version of the tables had it, with some of everything. */
export const makeOlderDatabase = async (path: string): Promise<void> => {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal');
  const db = new Kysely<unknown>({ dialect: nodeSqliteDialect(database) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ '0001-first': first }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  const thread = threadKey('a thread');
  await sql`insert into settings values ('secret', 'an old secret')`.execute(db);
  await sql`insert into threads (site, thread, thread_id, version, total, stars_4, created_at)
    values ('', ${thread}, 'a thread', 5, 100, 1, 1)`.execute(db);
  for (let index = 0; index < 100; index++) {
    await sql`insert into comments (site, id, thread, root, author_name, body, html, renderer, rating, visitor, status,
        created_at, place, highest, lowest)
      values ('', ${`c${index}`}, ${thread}, ${`c${index}`}, 'Ada', 'Hello', '<p>Hello</p>', 1,
        ${index === 0 ? 4 : null}, 'a visitor', 'published', ${index}, 1, ${index === 0 ? 4 : 0},
        ${index === 0 ? -4 : -6})`.execute(db);
  }
  await sql`insert into carriers values ('', ${thread}, 'a visitor', 'c0', 4, 5)`.execute(db);
  await sql`insert into idempotency values ('', 'a visitor', 'key', 'hash', 201, 'c0', '{}', ${Date.now()})`.execute(
    db,
  );
  database.close();
};
