import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { toStoreError } from './store-error.js';

/**
 * Kysely over one connection of Node's own SQLite. Statements are compiled by SQLite once and kept.
 *
 * There is no lock around the connection: group-commit.ts and snapshots.ts let one transaction at a time use it.
 */
export const nodeSqliteDialect = (database: DatabaseSync): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createDriver: () => nodeSqliteDriver(database),
});

const nodeSqliteDriver = (database: DatabaseSync): Driver => {
  const connection = nodeSqliteConnection(database);
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: (connection) => execute(connection, 'begin immediate'),
    commitTransaction: (connection) => execute(connection, 'commit'),
    rollbackTransaction: (connection) => execute(connection, 'rollback'),
    releaseConnection: async () => {},
    // Whoever opened it closes it.
    destroy: async () => {},
  };
};

const execute = async (connection: DatabaseConnection, sql: string): Promise<void> => {
  await connection.executeQuery(CompiledQuery.raw(sql));
};

const nodeSqliteConnection = (database: DatabaseSync): DatabaseConnection => {
  const statements = new Map<string, StatementSync>();
  const statementFor = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      try {
        // `all` also runs what gives no rows; who needs to know what an update hit asks it to return that.
        return { rows: statementFor(sql).all(...(parameters as SQLInputValue[])) as R[] };
      } catch (error) {
        throw toStoreError(error);
      }
    },
    // eslint-disable-next-line require-yield
    streamQuery: async function* () {
      throw new Error('This driver does not stream.');
    },
  };
};
