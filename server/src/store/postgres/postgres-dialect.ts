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
  /** What each transaction begins with, after `begin` itself: its limits. */
  limits: string;
}

/**
 * Kysely over a pool of `pg` whose clients send what they are given without waiting for the answer before
 * (`pipeline: true`): a transaction's `begin` costs no trip of its own, nor does the end of one that only read.
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
  // Whoever opened the pool closes it.
  destroy: async () => {},
});

const own = (connection: DatabaseConnection): PostgresConnection => {
  if (connection instanceof PostgresConnection) return connection;
  throw new TypeError('A connection of another driver.');
};

/** One client of the pool, from when it is taken until it is given back. */
class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #names: StatementNames;
  #begun: Promise<unknown> | undefined;
  #reads = false;
  #broken = false;

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    // One that is lost while a query runs fails that query, and tells of it here too.
    client.on('error', this.#onError);
  }

  begin({ isolationLevel = 'read committed', accessMode }: TransactionSettings, limits: string): void {
    this.#reads = accessMode === 'read only';
    // A server that only reads, as a replica does, refuses the first write, and not the beginning.
    const begun = this.#client.query(`begin isolation level ${isolationLevel} ${accessMode ?? ''}; ${limits}`);
    // The first statement is on its way behind it, and tells of what fails.
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
    // What was read is there already; the next user of the client is answered after it.
    if (this.#reads) return void committed.catch(() => (this.#broken = true));
    try {
      // A transaction that failed in between is rolled back by this, and says so by its command alone.
      const { command } = await committed;
      if (command !== 'COMMIT') throw new StoreUnavailable('The transaction was rolled back.');
    } catch (error) {
      if (breaksConnection(error)) this.#broken = true;
      throw toStoreError(error);
    }
  }

  async rollBack(): Promise<void> {
    if (this.#broken) return;
    // Where it can't be said the connection is closed, and the server rolls back by itself.
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
