import { StoreUnavailable } from '../store-unavailable.js';

/**
 * Runs what has the same key one after the other, in the order of asking. Where the store can't do it now, those that
 * wait behind fail with it: each waiting for the store anew would be answered later than the one before.
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
