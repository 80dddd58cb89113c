import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { ReadSnapshot } from '../sql/transact.js';
import type { Connection } from './connection.js';

export interface Snapshots {
  read: ReadSnapshot;
  /** Resolves when all reads that have begun are done. */
  idle(): Promise<void>;
}

/** Limits how long a snapshot is held, because meanwhile the log can't be checkpointed into the file. */
const largestGroup = 64;

/**
 * Snapshots on one connection. They take turns, as a connection has only one transaction. Nothing is lost by that:
 * SQLite answers synchronously, so reads never run in parallel within one process. Reads that wait when a snapshot ends
 * share the next one, which is newer than all of them. Beginning a snapshot can cost more than reading a row, because
 * SQLite drops its cached pages whenever another connection has written.
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
  /** Runs the read, and passes its result or error to the caller. */
  run(db: Kysely<Database>): Promise<void>;
  reject(error: unknown): void;
}
