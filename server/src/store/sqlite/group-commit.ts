import { setImmediate, setTimeout } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { StoreUnavailable } from '../../store-unavailable.js';
import type { Database } from '../sql/database.js';

/** Runs some work as one transaction: all of it is kept, durably, before the promise resolves, or none of it. */
export type Transact = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;

export interface GroupCommit {
  transact: Transact;
  /** Resolves when everything begun is done. */
  idle(): Promise<void>;
}

const largestGroup = 64;

/**
 * Transactions on a database with one writer. Those that arrive while the last commit waits for the disk share the
 * next one, as waiting for the disk is most of what a commit costs; a savepoint keeps each one's failure its own.
 *
 * `patience` is how many milliseconds another process's lock is waited for, without holding up readers.
 */
export const groupCommit = (db: Kysely<Database>, patience: number): GroupCommit => {
  const queue: Job[] = [];
  let running: Promise<void> | undefined;

  const drain = async () => {
    // Lets every request that has already arrived join the group.
    await setImmediate();
    while (queue.length > 0) await runGroup(db, queue.splice(0, largestGroup), patience);
    running = undefined;
  };

  return {
    transact: <T>(work: (db: Kysely<Database>) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        running ??= drain();
      }),
    idle: async () => {
      await running;
    },
  };
};

interface Job {
  work: (db: Kysely<Database>) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

const runGroup = async (db: Kysely<Database>, jobs: Job[], patience: number): Promise<void> => {
  try {
    await begin(db, patience);
  } catch (error) {
    for (const { reject } of jobs) reject(error);
    return;
  }
  try {
    const settle = await runJobs(db, jobs);
    await run(db, 'commit');
    for (const answer of settle) answer();
  } catch (error) {
    // SQLite may have rolled back by itself: https://sqlite.org/lang_transaction.html
    await run(db, 'rollback').catch(() => {});
    if (jobs.length === 1) jobs[0]?.reject(error);
    else for (const job of jobs) await runGroup(db, [job], patience);
  }
};

/** Runs each job inside a savepoint; gives what to tell their callers once the commit is on the disk. */
const runJobs = async (db: Kysely<Database>, jobs: Job[]): Promise<(() => void)[]> => {
  const settle: (() => void)[] = [];
  for (const { work, resolve, reject } of jobs) {
    await run(db, 'savepoint job');
    try {
      const value = await work(db);
      settle.push(() => resolve(value));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      await run(db, 'rollback to job');
      settle.push(() => reject(error));
    }
    await run(db, 'release job');
  }
  return settle;
};

const begin = async (db: Kysely<Database>, patience: number): Promise<void> => {
  for (const end = Date.now() + patience; ;) {
    try {
      return await run(db, 'begin immediate');
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || Date.now() > end) throw error;
      await setTimeout(25);
    }
  }
};

const statements = {
  'begin immediate': sql`begin immediate`,
  'savepoint job': sql`savepoint job`,
  'rollback to job': sql`rollback to job`,
  'release job': sql`release job`,
  commit: sql`commit`,
  rollback: sql`rollback`,
};

const run = async (db: Kysely<Database>, statement: keyof typeof statements): Promise<void> => {
  await statements[statement].execute(db);
};
