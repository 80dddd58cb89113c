import { StoreUnavailable } from '../store-unavailable.js';

/**
 * Runs work with the same key one after the other, in the order of the calls. If the store becomes unavailable, all
 * queued work of that key fails together: otherwise each would wait for the store again, and be answered later than the
 * one before.
 */
export const oneAtATime = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    const turn = (last.get(key) ?? Promise.resolve()).then(run, (error: unknown) => {
      if (error instanceof StoreUnavailable) throw error;
      return run();
    });
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
};
