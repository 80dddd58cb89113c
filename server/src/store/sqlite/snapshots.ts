import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { ReadSnapshot } from '../sql/transact.js';
import type { Connection } from './connection.js';

export interface Snapshots {
  read: ReadSnapshot;
  /** Resolves when everything begun is done. */
  idle(): Promise<void>;
}

/**
 * Snapshots on one connection: they take turns, as a connection has one transaction. Nothing is lost by that: SQLite
 * answers within the call, so reads never run side by side in one process.
 */
export const snapshots = ({ db, run, rollBack }: Connection): Snapshots => {
  let last: Promise<unknown> = Promise.resolve();
  const inTransaction = async <T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T> => {
    run('begin');
    try {
      return await work(db);
    } finally {
      rollBack();
    }
  };
  return {
    read: (work) => {
      const turn = last.then(() => inTransaction(work));
      last = turn.catch(() => {});
      return turn;
    },
    idle: async () => {
      await last;
    },
  };
};
