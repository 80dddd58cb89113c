import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { ClientBase, PoolClient } from 'pg';
import { StoreUnavailable } from '../../store-unavailable.js';
import type { StatementNames } from './statement-names.js';
import { breaksConnection, toStoreError } from './store-error.js';

export interface PostgresDialectOptions {
  pool: { connect(): Promise<PoolClient> };
  names: StatementNames;
  /** Statements that set a transaction's limits, sent right after `begin`. */
  limits: string;
}

/**
 * Kysely on a pool of `pg` whose clients send queries without waiting for the previous answer (`pipeline: true`). A
 * transaction's `begin` then costs no round trip of its own, and neither does the end of a read-only transaction.
 */
export const postgresDialect = (options: PostgresDialectOptions): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createDriver: () => postgresDriver(options),
});

const postgresDriver = ({ pool, names, limits }: PostgresDialectOptions): Driver => ({
  init: async () => {},
  acquireConnection: async () => {
    try {
      return new PostgresConnection(await pool.connect(), names);
    } catch (error) {
      throw toStoreError(error);
    }
  },
  beginTransaction: async (connection, settings) => own(connection).begin(settings, limits),
  commitTransaction: (connection) => own(connection).commit(),
  rollbackTransaction: (connection) => own(connection).rollBack(),
  releaseConnection: async (connection) => own(connection).release(),
  // The pool's owner closes it.
  destroy: async () => {},
});

const own = (connection: DatabaseConnection): PostgresConnection => {
  if (connection instanceof PostgresConnection) return connection;
  throw new TypeError('A connection of another driver.');
};

/** One client of the pool, from the time it is taken until it is returned. */
class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #names: StatementNames;
  #begun: Promise<unknown> | undefined;
  #reads = false;
  #broken = false;

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    // If the connection is lost during a query, that query fails, and this event is emitted too.
    client.on('error', this.#onError);
  }

  begin({ isolationLevel = 'read committed', accessMode }: TransactionSettings, limits: string): void {
    this.#reads = accessMode === 'read only';
    // A read-only server, such as a replica, accepts `begin`, and refuses the first write.
    const begun = this.#client.query(`begin isolation level ${isolationLevel} ${accessMode ?? ''}; ${limits}`);
    // The first statement is already on its way, and will report the failure.
    begun.catch(() => (this.#broken = true));
    this.#begun = begun;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const [result] = await Promise.all([run(this.#client, this.#names, sql, parameters), this.#begun]);
      return { rows: result.rows as R[] };
    } catch (error) {
      if (breaksConnection(error)) this.#broken = true;
      throw toStoreError(error);
    }
  }

  async commit(): Promise<void> {
    const committed = this.#client.query('commit');
    // The reads have already been answered. The pool's next user is simply answered after this commit.
    if (this.#reads) return void committed.catch(() => (this.#broken = true));
    try {
      // If the transaction failed before, `commit` rolls it back, and only the returned command shows that.
      const { command } = await committed;
      if (command !== 'COMMIT') throw new StoreUnavailable('The transaction was rolled back.');
    } catch (error) {
      if (breaksConnection(error)) this.#broken = true;
      throw toStoreError(error);
    }
  }

  async rollBack(): Promise<void> {
    if (this.#broken) return;
    // If even that fails, the connection is closed, and the server rolls back by itself.
    await this.#client.query('rollback').catch(() => (this.#broken = true));
  }

  release(): void {
    this.#client.off('error', this.#onError);
    this.#client.release(this.#broken);
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<QueryResult<never>> {
    throw new Error('This driver does not stream.');
  }

  readonly #onError = (): void => {
    this.#broken = true;
  };
}

const run = (client: ClientBase, names: StatementNames, text: string, parameters: readonly unknown[]) =>
  client.query({ name: names.of(text, parameters), text, values: [...parameters] });
