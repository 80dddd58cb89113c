import type { DatabaseSync } from 'node:sqlite';
import {
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  Kysely,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { nodeSqliteConnection, nodeSqliteDialect } from './node-sqlite-dialect.js';

/**
 * Kysely on a connection that needs no lock. Its queries go straight to SQLite: Kysely's way through a pool of
 * connections takes ten promises, and more time than most of our statements.
 */
export const queriesOn = <DB>(database: DatabaseSync): Kysely<DB> => {
  const connection = nodeSqliteConnection(database);
  const dialect = nodeSqliteDialect(database, connection);
  const driver = dialect.createDriver();
  const executor = new DirectExecutor(dialect, driver, connection);
  return new Kysely<DB>({ config: { dialect }, dialect, driver, executor });
};

class DirectExecutor extends DefaultQueryExecutor {
  readonly #connection: DatabaseConnection;

  constructor(dialect: Dialect, driver: Driver, connection: DatabaseConnection) {
    super(dialect.createQueryCompiler(), dialect.createAdapter(), new DefaultConnectionProvider(driver));
    this.#connection = connection;
  }

  override executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#connection.executeQuery<R>(query);
  }
}
