import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { StoreUnavailable } from '../../store-unavailable.js';
import type { Database } from '../sql/database.js';
import type { Transact } from '../sql/transact.js';
import type { Connection } from './connection.js';
import { pause } from './patience.js';

export interface GroupCommit {
  transact: Transact;
  /** Resolves when everything begun is done. */
  idle(): Promise<void>;
}

const largestGroup = 64;

/**
 * Transactions on a database with one writer. Those that arrive while the last commit waits for the disk share the
 * next one, as waiting for the disk is most of what a commit costs; a savepoint keeps each one's failure its own. Large
 * ones are alone in theirs: in a savepoint SQLite takes longer with each statement, as at the end of each it walks
 * through all that was put by since the savepoint began.
 *
 * `patience` is how many milliseconds each transaction waits for another process's lock, without holding up readers.
 */
export const groupCommit = (writer: Connection, patience: number): GroupCommit => {
  const queue: Job[] = [];
  let running: Promise<void> | undefined;

  const drain = async () => {
    // Lets every request that has already arrived join the group.
    await setImmediate();
    while (queue.length > 0) {
      if (await begin(writer, queue)) await runGroup(writer, takeGroup(queue));
    }
    running = undefined;
  };

  return {
    transact: <T>(work: (db: Kysely<Database>) => Promise<T>, size?: 'large') =>
      new Promise<T>((resolve, reject) => {
        queue.push({ ...createJob(work, resolve, reject), deadline: performance.now() + patience, size });
        running ??= drain();
      }),
    idle: async () => {
      await running;
    },
  };
};

interface Job {
  /** Does the work; gives what tells its caller of the result, once that is on the disk. */
  run(db: Kysely<Database>): Promise<() => void>;
  reject(error: unknown): void;
  /** When it has waited long enough for the lock; as by `performance.now()`. */
  deadline: number;
  size: 'large' | undefined;
}

const takeGroup = (queue: Job[]): Job[] => {
  const large = queue.findIndex(({ size }) => size === 'large');
  const others = large === -1 ? queue.length : large;
  return queue.splice(0, Math.min(Math.max(others, 1), largestGroup));
};

const createJob = <T>(
  work: (db: Kysely<Database>) => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Pick<Job, 'run' | 'reject'> => ({
  run: async (db) => {
    const value = await work(db);
    return () => resolve(value);
  },
  reject,
});

/**
 * Begins a transaction as soon as no other process has one, for jobs that wait in the order of their deadlines. Those
 * that have waited long enough are refused, each at its own time. False where none is left.
 */
const begin = async ({ run }: Connection, waiting: Job[]): Promise<boolean> => {
  for (let attempt = 0; waiting.length > 0; attempt++) {
    try {
      run('begin immediate');
      return true;
    } catch (error) {
      const now = error instanceof StoreUnavailable ? performance.now() : Infinity;
      while (waiting[0] && waiting[0].deadline <= now) waiting.shift()?.reject(error);
    }
    if (waiting.length > 0) await pause(attempt);
  }
  return false;
};

/** Runs jobs in the transaction that was begun, and ends it. */
const runGroup = async (writer: Connection, jobs: Job[]): Promise<void> => {
  try {
    const answers = await runJobs(writer, jobs);
    writer.run('commit');
    for (const answer of answers) answer();
  } catch (error) {
    writer.rollBack();
    if (jobs.length === 1) jobs[0]?.reject(error);
    else for (const job of jobs) if (await begin(writer, [job])) await runGroup(writer, [job]);
  }
};

/** Runs each job inside a savepoint, but one alone; gives what to tell their callers once the commit is on the disk. */
const runJobs = async ({ db, run }: Connection, jobs: Job[]): Promise<(() => void)[]> => {
  if (jobs.length === 1) return [await jobs[0]!.run(db)];
  const answers: (() => void)[] = [];
  for (const job of jobs) {
    run('savepoint job');
    try {
      answers.push(await job.run(db));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      run('rollback to job');
      answers.push(() => job.reject(error));
    }
    run('release job');
  }
  return answers;
};
