import type { Shared } from '../store/store.js';

/** Counts like `Shared`, but for this process alone. */
export const countInMemory = (): Shared['count'] => {
  const windows = new Map<string, { amount: number; endsAt: number }>();
  return async (key, amount, milliseconds, now) => {
    for (const [other, { endsAt }] of windows) if (endsAt <= now) windows.delete(other);
    const window = windows.get(key) ?? { amount: 0, endsAt: now + milliseconds };
    window.amount += amount;
    windows.set(key, window);
    return window;
  };
};
