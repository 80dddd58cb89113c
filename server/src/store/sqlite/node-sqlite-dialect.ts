import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
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
  const statements = new Map<string, Statement>();
  const statementFor = (sql: string): Statement => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = prepare(database, sql)));
    return statement;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      try {
        // `all` also runs statements that return no rows; to learn which rows an update changed, use `returning`.
        return { rows: statementFor(sql)(parameters as SQLInputValue[]) as R[] };
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

type Row = Record<string, SQLOutputValue>;

/** Runs a prepared statement. */
type Statement = (parameters: readonly SQLInputValue[]) => Row[];

/**
 * A row is made from the array of its values: the objects that Node makes of rows are hash tables, which take longer to
 * fill and to read than objects of a shape that V8 knows. That is a sixth of the time of a page.
 *
 * The names are read once. If another process migrates the file meanwhile, a `select *` gets new columns at the end; so
 * migrations must leave the columns of a table in their order.
 */
const prepare = (database: DatabaseSync, sql: string): Statement => {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const names = statement.columns().map(({ name }) => name);
  const empty: Row = Object.fromEntries(names.map((name) => [name, null]));
  const toRow = (values: readonly SQLOutputValue[]): Row => {
    const row = { ...empty };
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index]!;
    return row;
  };
  return (parameters) => {
    const rows = statement.all(...parameters) as unknown as SQLOutputValue[][];
    return rows.map(toRow);
  };
};
