import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { Access } from './access.js';
import { queriesOn } from './queries-on.js';
import { toStoreError } from './store-error.js';

/** One connection to a SQLite file. */
export interface Connection {
  /**
   * Runs queries on the connection. They run synchronously, one at a time, so an open transaction is shared by all
   * callers.
   */
  db: Kysely<Database>;
  /**
   * Runs a statement that returns nothing, such as `begin`.
   *
   * @throws StoreUnavailable
   */
  run(statement: string): void;
  /** Ends a transaction, unless SQLite has already done so itself: https://sqlite.org/lang_transaction.html */
  rollBack(): void;
  /** Has no effect if called again. */
  close(): void;
}

export const connect = (path: string, access: Access = 'shared'): Connection => {
  const database = openDatabase(path, access);
  let open = true;
  return {
    db: queriesOn<Database>(database),
    run: (statement) => {
      try {
        database.exec(statement);
      } catch (error) {
        throw toStoreError(error);
      }
    },
    rollBack: () => {
      try {
        database.exec('rollback');
      } catch {
        // The transaction has already ended, which is what was wanted.
      }
    },
    close: () => {
      if (open) database.close();
      open = false;
    },
  };
};

const openDatabase = (path: string, access: Access): DatabaseSync => {
  if (access === 'unwritable') return new DatabaseSync(`${pathToFileURL(path)}?immutable=1`, { readOnly: true });
  const database = new DatabaseSync(path);
  if (access === 'alone') database.exec('pragma locking_mode = exclusive');
  return database;
};
