import { sql } from 'kysely';
import { countPending, migrate } from '../sql/migrate.js';
import { migrationsWith } from '../sql/migrations/index.js';
import { sqlStore } from '../sql/sql-store.js';
import { createWakeUp } from '../wake-up.js';
import type { Store } from '../store.js';
import { accessAfter, type Access } from './access.js';
import { backUp } from './back-up.js';
import { connect, type Connection } from './connection.js';
import { groupCommit } from './group-commit.js';
import { withPatience } from './patience.js';
import { otherWriters } from './other-writers.js';
import { snapshots } from './snapshots.js';
import { sqliteSearch } from './sqlite-search.js';

export interface SqliteOptions {
  /** The file, made where there is none; `:memory:` for none at all. */
  path: string;
  /** Milliseconds for which another process's lock is waited for before a write is refused. Default 3,000. */
  patience?: number;
  /** The largest size the file may grow to, in pages of 4 KiB; by default only the disk limits it. */
  maxPages?: number;
  /**
   * For a process that only fills the file, such as an import: it keeps less of it in memory, and maps none, as mapped
   * pages count as its own memory and what is written once is hardly read again.
   */
  fills?: boolean;
}

/** A store in one SQLite file. What it has acknowledged has reached the disk. */
export const openSqliteStore = async (options: SqliteOptions): Promise<Store> => {
  try {
    return await open(options, 'shared');
  } catch (error) {
    const access = await accessAfter(error, options.path);
    if (!access) throw error;
    return open(options, access);
  }
};

const open = async (options: SqliteOptions, access: Access): Promise<Store> => {
  const { path, patience = 3000, maxPages, fills = false } = options;
  const tuning = tuningFor(fills);
  const writer = connect(path, access);
  try {
    if (maxPages !== undefined) writer.run(`pragma max_page_count = ${maxPages}`);
    await withPatience(patience, () => configure(writer, tuning));
    await bringUpToDate(writer, patience);
  } catch (error) {
    writer.close();
    throw error;
  }
  const commits = groupCommit(writer, patience);
  if (path === ':memory:' || access === 'alone') {
    // Another connection would see another database, or none.
    const close = async () => {
      await commits.idle();
      writer.close();
    };
    return sqlStore({
      builder: writer.db,
      read: commits.transact,
      transact: commits.transact,
      wakeUp: createWakeUp(),
      search: sqliteSearch,
      close,
    });
  }

  // A connection of its own for reading sees what is committed, and nothing of a transaction under way.
  const reader = connect(path, access);
  reader.run(`${tuning}; pragma query_only = on; pragma busy_timeout = 50`);
  const reads = snapshots(reader);
  return sqlStore({
    builder: writer.db,
    read: reads.read,
    transact: commits.transact,
    wakeUp: createWakeUp(otherWriters(reads.read)),
    search: sqliteSearch,
    backup: (file) => backUp(path, file),
    close: async () => {
      await commits.idle();
      await reads.idle();
      reader.close();
      writer.close();
    },
  });
};

const migrations = migrationsWith(sqliteSearch.migrations);

const tuningFor = (fills: boolean): string =>
  `pragma cache_size = -${fills ? 32768 : 65536}; pragma mmap_size = ${fills ? 0 : 268435456}; pragma temp_store = memory`;

/**
 * Pages of the log beside the file, 16 MiB, from which on they are taken into the file: four times as many as SQLite's
 * own number. What is written often, such as the end of an index, is then written to the file a quarter as often.
 */
const logPages = 4000;

const configure = async ({ db, run }: Connection, tuning: string): Promise<void> => {
  run(`${tuning}; pragma synchronous = full; pragma busy_timeout = 0; pragma wal_autocheckpoint = ${logPages}`);
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  // Changing it takes the file for itself, which a start on a file that has it already need not wait for.
  if (rows[0]?.journal_mode !== 'wal') run('pragma journal_mode = wal');
};

/** Milliseconds for which a migration that another process runs is waited for: it may have much to change. */
const migrationPatience = 60_000;

/**
 * Runs the migrations that the file lacks, all in one transaction: a process that is killed on the way leaves the file
 * as it was. Where none is lacking nothing is written, so that a server starts on a file that is locked or full too.
 */
const bringUpToDate = async (writer: Connection, patience: number): Promise<void> => {
  const { db, run, rollBack } = writer;
  if ((await withPatience(patience, () => countPending(db, migrations))) === 0) return;
  await withPatience(Math.max(patience, migrationPatience), () => run('begin immediate'));
  try {
    // Another process may have run them meanwhile, even those of a newer version.
    if ((await countPending(db, migrations)) > 0) await migrate(db, migrations);
    run('commit');
  } catch (error) {
    rollBack();
    throw error;
  }
};
