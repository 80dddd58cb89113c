import { sql } from 'kysely';
import { checkIsStarling, countPending, migrate } from '../sql/migrate.js';
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
import { treeMigrations } from './one-tree.js';
import { sqliteSearch } from './sqlite-search.js';

export interface SqliteOptions {
  /** The file's path; it is created if it does not exist. `:memory:` for a database in memory. */
  path: string;
  /** Milliseconds to wait for another process's lock before a write is refused. Default 3,000. */
  patience?: number;
  /** The largest size the file may grow to, in pages of 4 KiB; by default only the disk limits it. */
  maxPages?: number;
  /**
   * For a process that only fills the file, such as an import. It caches less of the file, and maps none of it into
   * memory, because mapped pages count as the process's memory and what was written is hardly read again.
   */
  fills?: boolean;
  /** Refuses a file without tables of Starling, instead of making them. */
  mustExist?: boolean;
}

/** A store in one SQLite file. Acknowledged writes have reached the disk. */
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
  const { path, patience = 3000, maxPages, fills = false, mustExist = false } = options;
  const tuning = tuningFor(fills);
  const writer = connect(path, access);
  try {
    // Before anything is changed, even the journal mode: the file may be another program's.
    if (mustExist) await withPatience(patience, () => checkIsStarling(writer.db));
    if (maxPages !== undefined) writer.run(`pragma max_page_count = ${maxPages}`);
    await withPatience(patience, () => configure(writer, tuning));
    await bringUpToDate(writer, patience);
  } catch (error) {
    writer.close();
    throw error;
  }
  const commits = groupCommit(writer, patience);
  if (path === ':memory:' || access === 'alone') {
    // A second connection would see another database, or none.
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
      ...(path !== ':memory:' && {
        backup: async (file: string) => {
          await commits.idle();
          await backUp(writer, file);
        },
      }),
      close,
    });
  }

  // A separate connection for reading sees only committed data, and nothing of an open transaction.
  const reader = connect(path, access);
  reader.run(`${tuning}; pragma query_only = on; pragma busy_timeout = 50`);
  const reads = snapshots(reader);
  return sqlStore({
    builder: writer.db,
    read: reads.read,
    transact: commits.transact,
    wakeUp: createWakeUp(otherWriters(reads.read)),
    search: sqliteSearch,
    backup: async (file) => {
      const connection = connect(path, access);
      await backUp(connection, file).finally(connection.close);
    },
    close: async () => {
      await commits.idle();
      await reads.idle();
      reader.close();
      writer.close();
    },
  });
};

const migrations = migrationsWith({ ...sqliteSearch.migrations, ...treeMigrations });

const tuningFor = (fills: boolean): string =>
  `pragma cache_size = -${fills ? 32768 : 65536}; pragma mmap_size = ${fills ? 0 : 268435456}; pragma temp_store = memory`;

/**
 * The log beside the file is checkpointed at this many pages (16 MiB), four times SQLite's default. Pages that are
 * written often, such as the end of an index, are then written to the file a quarter as often.
 */
const logPages = 4000;

const configure = async ({ db, run }: Connection, tuning: string): Promise<void> => {
  run(`${tuning}; pragma synchronous = full; pragma busy_timeout = 0; pragma wal_autocheckpoint = ${logPages}`);
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  // Changing the mode needs an exclusive lock. A start on a file that is already in WAL mode need not wait for one.
  if (rows[0]?.journal_mode !== 'wal') run('pragma journal_mode = wal');
};

/** Milliseconds to wait for a migration that another process runs: it may have much to change. */
const migrationPatience = 60_000;

/**
 * Runs the missing migrations, all in one transaction, so that a process killed half-way leaves the file as it was. If
 * none is missing, nothing is written, so that a server also starts on a locked file or a full disk.
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
