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
 * Kysely on one connection of Node's built-in SQLite. SQLite compiles each statement once, and it is kept.
 *
 * The connection needs no lock: group-commit.ts and snapshots.ts let only one transaction at a time use it.
 */
export const nodeSqliteDialect = (
  database: DatabaseSync,
  connection: DatabaseConnection = nodeSqliteConnection(database),
): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createDriver: () => nodeSqliteDriver(connection),
});

const nodeSqliteDriver = (connection: DatabaseConnection): Driver => ({
  init: async () => {},
  acquireConnection: async () => connection,
  beginTransaction: (connection) => execute(connection, 'begin immediate'),
  commitTransaction: (connection) => execute(connection, 'commit'),
  rollbackTransaction: (connection) => execute(connection, 'rollback'),
  releaseConnection: async () => {},
  // The connection's owner closes it.
  destroy: async () => {},
});

const execute = async (connection: DatabaseConnection, sql: string): Promise<void> => {
  await connection.executeQuery(CompiledQuery.raw(sql));
};

export const nodeSqliteConnection = (database: DatabaseSync): DatabaseConnection => {
  const statements = new Map<string, StatementSync>();
  const statementFor = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      try {
        // `all` also runs statements that return no rows; to learn which rows an update changed, use `returning`.
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
