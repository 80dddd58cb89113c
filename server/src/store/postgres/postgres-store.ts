import { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import { sqlStore } from '../sql/sql-store.js';
import type { Store } from '../store.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { createWakeUp, type Neighbours } from '../wake-up.js';
import { openConnections, type Connections } from './connections.js';
import { notifications } from './notifications.js';
import { postgresDialect } from './postgres-dialect.js';
import { postgresSearch } from './postgres-search.js';
import { withRetries } from './retry.js';
import { sharedOn } from './shared.js';
import { statementNames } from './statement-names.js';
import { toStoreError } from './store-error.js';

export interface PostgresOptions {
  /**
   * `postgres://user:password@host:port/database`, with the parameters that `pg` supports, such as `sslmode`. If there
   * are several hosts (`one:5432,two:5432`), the store uses whichever currently accepts writes.
   */
  address: string;
  /**
   * Milliseconds to wait for a connection, or for another transaction's lock, before a request is refused. Default
   * 3,000.
   */
  patience?: number;
  /** Whether processes announce changes with `notify`; otherwise each process checks once a second. Default true. */
  notify?: boolean;
  /** The maximum number of connections of this process. Default 10. */
  connections?: number;
  /** Refuses a database without tables of Starling, instead of making them. */
  mustExist?: boolean;
}

/**
 * A store on PostgreSQL, for any number of processes. Acknowledged writes are as durable as the server's
 * `synchronous_commit` setting makes them: by default on its disk, and with synchronous replication also on the
 * replica's.
 *
 * Every write takes its locks in this order: its idempotency key, its thread, its visitor, its captcha answer, then
 * rows of its thread. A transaction that changes a thread holds the thread's row from the start. So `read committed` is
 * enough: every later statement sees all earlier changes to the thread. If two transactions deadlock all the same,
 * PostgreSQL rolls one of them back, and it is tried again.
 */
export const openPostgresStore = async (options: PostgresOptions): Promise<Store> => {
  const { address, patience = 3000, notify = true, connections = 10, mustExist = false } = options;
  const servers = openConnections({ address, size: connections, patience });
  await prepare(servers, mustExist);
  const names = statementNames();
  const limits = `set local lock_timeout = ${patience}; set local idle_in_transaction_session_timeout = 20000`;
  const db = new Kysely<Database>({ dialect: postgresDialect({ pool: servers, names, limits }) });
  const shared = sharedOn(db);
  return sqlStore({
    builder: db,
    // All statements read the same snapshot, however many there are and whatever is written meanwhile.
    read: (work) =>
      withRetries(names, () =>
        db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
      ),
    transact: (work) => withRetries(names, () => db.transaction().setIsolationLevel('read committed').execute(work)),
    wakeUp: createWakeUp(notify ? notifications({ db, connect: servers.connectAlone }) : onlyAsked),
    search: postgresSearch,
    shared: {
      count: (...request) => withRetries(names, () => shared.count(...request)),
      note: (...request) => withRetries(names, () => shared.note(...request)),
      noted: (...request) => withRetries(names, () => shared.noted(...request)),
      forget: (now) => withRetries(names, () => shared.forget(now)),
    },
    close: servers.end,
  });
};

/** There is no cheap way to tell whether anything changed, so every watcher has to check. */
const onlyAsked: Neighbours = { mayHaveChanged: async () => true };

const prepare = async (servers: Connections, mustExist: boolean): Promise<void> => {
  try {
    const client = await servers.connectAlone();
    try {
      await bringUpToDate(client, mustExist);
    } finally {
      await client.end();
    }
  } catch (error) {
    throw toStoreError(error);
  }
};
