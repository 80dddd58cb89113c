import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import { groupCommit } from './group-commit.js';
import { nodeSqliteDialect } from './node-sqlite-dialect.js';
import { migrate, sqlStore } from '../sql/sql-store.js';
import type { Store } from '../store.js';

export interface SqliteOptions {
  /** The file; made where there is none. */
  path: string;
  /** Milliseconds for which another process's lock is waited for before a write is refused. Default 3,000. */
  patience?: number;
  /** The largest size the file may grow to, in pages of 4 KiB; by default only the disk limits it. */
  maxPages?: number;
}

/** A store in one SQLite file. What it has acknowledged has reached the disk. */
export const openSqliteStore = async ({ path, patience = 3000, maxPages }: SqliteOptions): Promise<Store> => {
  const writer = connect(path);
  // The lock is waited for asynchronously by the group commit: SQLite's own wait would hold up every request.
  writer.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 50');
  if (maxPages !== undefined) writer.exec(`pragma max_page_count = ${maxPages}`);
  const writing = new Kysely<Database>({ dialect: nodeSqliteDialect(writer) });
  await migrate(writing);

  // A connection of its own for reading sees what is committed, and nothing of a transaction under way.
  const reader = connect(path);
  reader.exec('pragma query_only = on; pragma busy_timeout = 50');
  const reading = new Kysely<Database>({ dialect: nodeSqliteDialect(reader) });

  const commits = groupCommit(writing, patience);
  return sqlStore({
    reader: reading,
    writer: writing,
    transact: commits.transact,
    close: async () => {
      await commits.idle();
      await reading.destroy();
      await writing.destroy();
    },
  });
};

const connect = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path);
  database.exec('pragma cache_size = -65536; pragma mmap_size = 268435456; pragma temp_store = memory');
  return database;
};
