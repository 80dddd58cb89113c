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
import { StoreUnavailable } from '../../store-unavailable.js';

/**
 * Kysely over one connection of Node's own SQLite. Statements are compiled by SQLite once and kept.
 *
 * There is no lock around the connection: a connection for reading runs single statements, each of which is done
 * before anything else runs; the one for writing has a single user, see group-commit.ts.
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
    destroy: async () => database.close(),
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
        throw isPassing(error) ? new StoreUnavailable(error.message, { cause: error }) : error;
      }
    },
    // eslint-disable-next-line require-yield
    streamQuery: async function* () {
      throw new Error('This driver does not stream.');
    },
  };
};

/** SQLite's primary result codes that are no fault of the statement: https://sqlite.org/rescode.html */
const passing = new Set([
  5, // BUSY
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
]);

const isPassing = (error: unknown): error is Error =>
  error instanceof Error && 'errcode' in error && passing.has(Number(error.errcode) & 0xff);
