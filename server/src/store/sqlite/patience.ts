import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '../../store-unavailable.js';

/** Milliseconds between two tries to get a lock, the same as in SQLite's own wait (`sqliteDefaultBusyCallback`). */
const pauses = [1, 2, 5, 10, 15, 20, 25];

/** Waits before the next try. SQLite's own wait would block everything else in this process. */
export const pause = async (attempt: number): Promise<void> => {
  await setTimeout(pauses[Math.min(attempt, pauses.length - 1)]);
};

/** Tries until it succeeds, or until the database has been locked for so many milliseconds. */
export const withPatience = async <T>(patience: number, work: () => T | Promise<T>): Promise<T> => {
  const end = performance.now() + patience;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() > end) throw error;
      await pause(attempt);
    }
  }
};
