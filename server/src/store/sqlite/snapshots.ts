import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { ReadSnapshot } from '../sql/transact.js';
import type { Connection } from './connection.js';

export interface Snapshots {
  read: ReadSnapshot;
  /** Resolves when everything begun is done. */
  idle(): Promise<void>;
}

/** Bounds how long a snapshot is held: meanwhile the log beside the file can't be taken into it. */
const largestGroup = 64;

/**
 * Snapshots on one connection. They take turns, as a connection has one transaction; nothing is lost by that: SQLite
 * answers within the call, so reads never run side by side in one process. Those that wait when one ends share the
 * next, which is younger than all of them: to begin one can cost more than to read a row, as SQLite forgets the pages
 * that it has in memory whenever another connection has written.
 */
export const snapshots = ({ db, run, rollBack }: Connection): Snapshots => {
  const waiting: Read[] = [];
  let running: Promise<void> | undefined;

  const runGroup = async (reads: readonly Read[]) => {
    try {
      run('begin');
    } catch (error) {
      for (const { reject } of reads) reject(error);
      return;
    }
    for (const read of reads) await read.run(db);
    rollBack();
  };

  const drain = async () => {
    while (waiting.length > 0) await runGroup(waiting.splice(0, largestGroup));
    running = undefined;
  };

  return {
    read: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ run: (db) => work(db).then(resolve, reject), reject });
        running ??= drain();
      }),
    idle: async () => {
      await running;
    },
  };
};

interface Read {
  /** Tells its caller of the result, or of the error. */
  run(db: Kysely<Database>): Promise<void>;
  reject(error: unknown): void;
}
