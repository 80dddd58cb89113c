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
   * `postgres://user:password@host:port/database`, with the parameters that `pg` knows, such as `sslmode`. Of several
   * hosts (`one:5432,two:5432`) it is the one that takes writes, whichever that is at a time.
   */
  address: string;
  /** Milliseconds to wait for a connection, or for another transaction's lock, before a request is refused. 3,000. */
  patience?: number;
  /** Whether processes tell each other of changes by `notify`; else each asks once a second. Default true. */
  notify?: boolean;
  /** Connections of this process at most. Default 10. */
  connections?: number;
}

/**
 * A store on PostgreSQL, for any number of processes. What it has acknowledged is as durable as the server's
 * `synchronous_commit` says; by default on its disk, and with synchronous replication on the replica's too.
 *
 * A write locks in this order, whatever it does: its idempotency key, its thread, its visitor, its captcha answer, then
 * rows of its thread. Whoever changes a thread holds its row from the beginning, so that `read committed` is enough:
 * each statement after that sees all that was done to the thread before. Where two lock against each other all the same,
 * PostgreSQL rolls one back, which then tries again.
 */
export const openPostgresStore = async (options: PostgresOptions): Promise<Store> => {
  const { address, patience = 3000, notify = true, connections = 10 } = options;
  const servers = openConnections({ address, size: connections, patience });
  await prepare(servers);
  const names = statementNames();
  const limits = `set local lock_timeout = ${patience}; set local idle_in_transaction_session_timeout = 20000`;
  const db = new Kysely<Database>({ dialect: postgresDialect({ pool: servers, names, limits }) });
  const shared = sharedOn(db);
  return sqlStore({
    builder: db,
    // All statements of one snapshot, however many there are and whoever writes meanwhile.
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

/** Nothing tells cheaply whether anything changed: whoever watches looks. */
const onlyAsked: Neighbours = { mayHaveChanged: async () => true };

const prepare = async (servers: Connections): Promise<void> => {
  try {
    const client = await servers.connectAlone();
    try {
      await bringUpToDate(client);
    } finally {
      await client.end();
    }
  } catch (error) {
    throw toStoreError(error);
  }
};
