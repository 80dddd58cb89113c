/**
 * Counts what each key did in its present window of time, which begins with the first thing it does. Nothing is kept
 * of a window that is over.
 */
export const fixedWindow = ({ points, seconds }: { points: number; seconds: number }, now: () => number) => {
  const windows = new Map<string, { used: number; end: number }>();

  /** All windows are equally long, and a Map keeps its keys in the order in which they came: the oldest come first. */
  const forget = (time: number): void => {
    for (const [key, { end }] of windows) {
      if (end > time) return;
      windows.delete(key);
    }
  };

  return {
    /** Takes points; gives the milliseconds until the next window where there are not as many left, else 0. */
    take: (key: string, taken = 1): number => {
      const time = now();
      forget(time);
      const window = windows.get(key) ?? { used: 0, end: time + seconds * 1000 };
      windows.set(key, window);
      window.used += taken;
      return window.used > points ? window.end - time : 0;
    },
  };
};
