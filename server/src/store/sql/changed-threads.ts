import type { Executor, Transact } from './transact.js';

/** Records which threads a transaction changes, until its commit can be announced. */
export interface ChangedThreads {
  note(db: Executor, thread: string): void;
  /** Runs transactions, and announces what they changed once they are committed. */
  telling(transact: Transact, tell: (threads: ReadonlySet<string>) => void): Transact;
}

export const changedThreads = (): ChangedThreads => {
  const noted = new WeakMap<Executor, Set<string>>();

  /** Taken as soon as the work is done, because on SQLite the next transaction runs on the same connection. */
  const take = (db: Executor): Set<string> | undefined => {
    const threads = noted.get(db);
    noted.delete(db);
    return threads;
  };

  return {
    note: (db, thread) => {
      const threads = noted.get(db);
      if (threads) threads.add(thread);
      else noted.set(db, new Set([thread]));
    },
    telling: (transact, tell) => async (work, size) => {
      let threads: Set<string> | undefined;
      const result = await transact(async (db) => {
        try {
          return await work(db);
        } finally {
          threads = take(db);
        }
      }, size);
      if (threads) tell(threads);
      return result;
    },
  };
};
