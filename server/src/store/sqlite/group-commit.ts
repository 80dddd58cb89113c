import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { StoreUnavailable } from '../../store-unavailable.js';
import type { Database } from '../sql/database.js';
import type { Transact } from '../sql/transact.js';
import type { Connection } from './connection.js';
import { pause } from './patience.js';

export interface GroupCommit {
  transact: Transact;
  /** Resolves when all transactions that have begun are done. */
  idle(): Promise<void>;
}

const largestGroup = 64;

/**
 * Transactions on a database with one writer. Those that arrive while the last commit waits for the disk share the next
 * one, because most of a commit's cost is waiting for the disk. If one of them fails, all run again, each in a
 * savepoint of its own, so that only the failing one fails. This is not done from the start because failures are rare,
 * and in a savepoint SQLite keeps a copy of every changed page. Large transactions get a commit of their own, because
 * with a savepoint SQLite walks through all those pages at the end of each statement.
 *
 * `patience` is how many milliseconds each transaction waits for another process's lock. Readers are not blocked
 * meanwhile.
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
  /** Does the work; returns the function that tells the caller its result, to be called once that is on the disk. */
  run(db: Kysely<Database>): Promise<() => void>;
  reject(error: unknown): void;
  /** When to stop waiting for the lock, in the time of `performance.now()`. */
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
 * Begins a transaction as soon as no other process has one, for jobs that are sorted by their deadlines. Jobs whose
 * deadline passes are rejected. Returns false if no job is left.
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

/** Runs jobs in the transaction that was begun, and commits it. */
const runGroup = async (writer: Connection, jobs: Job[], apart = false): Promise<void> => {
  try {
    const answers = apart ? await runApart(writer, jobs) : await runTogether(writer, jobs);
    writer.run('commit');
    for (const answer of answers) answer();
  } catch (error) {
    writer.rollBack();
    if (jobs.length === 1) {
      jobs[0]?.reject(error);
    } else if (error instanceof JobFailed) {
      if (await begin(writer, jobs)) await runGroup(writer, jobs, true);
    } else {
      for (const job of jobs) if (await begin(writer, [job])) await runGroup(writer, [job]);
    }
  }
};

/**
 * Runs jobs; returns functions that tell their callers the result, to be called after the commit. The first failure
 * stops it.
 */
const runTogether = async ({ db }: Connection, jobs: Job[]): Promise<(() => void)[]> => {
  const answers: (() => void)[] = [];
  for (const job of jobs) {
    try {
      answers.push(await job.run(db));
    } catch (error) {
      throw jobs.length === 1 || error instanceof StoreUnavailable ? error : new JobFailed();
    }
  }
  return answers;
};

/** Runs each job inside a savepoint, so that a failing job rolls back only its own changes. */
const runApart = async ({ db, run }: Connection, jobs: Job[]): Promise<(() => void)[]> => {
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

/** Thrown if one of several jobs in a transaction fails for a reason of its own. */
class JobFailed extends Error {}
