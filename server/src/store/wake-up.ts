/** Called after changes, with the keys of the changed threads; without them if any thread may have changed. */
export type ChangeListener = (threads?: ReadonlySet<string>) => void;

/** The other processes on the same database. */
export interface Neighbours {
  /** Called once a second while there are listeners: whether another process may have changed something since. */
  mayHaveChanged(): Promise<boolean>;
  /** Announces what this process changed, without waiting for anything. */
  tell?(threads: ReadonlySet<string>): void;
  /** Listens to their announcements, which arrive sooner than the next check; returns a function that stops it. */
  listen?(heard: ChangeListener): () => void;
}

export interface WakeUp {
  watch(listener: ChangeListener): () => void;
  /** Announces what a transaction of this process changed, after its commit. */
  tell(threads: ReadonlySet<string>): void;
  /** From now on no listener is called. */
  close(): void;
}

/**
 * Tells listeners that something changed: changes of this process at once, those of other processes as soon as they are
 * announced, and otherwise within a second. It only wakes listeners, which then read the changes from the database. So
 * a lost announcement loses nothing, and an extra one does no harm.
 */
export const createWakeUp = (neighbours?: Neighbours): WakeUp => {
  const listeners = new Set<ChangeListener>();
  let stop: (() => void) | undefined;

  const wake: ChangeListener = (threads) => {
    for (const listener of listeners) listener(threads);
  };

  const start = (): (() => void) => {
    const asking = setInterval(() => {
      neighbours?.mayHaveChanged().then(
        (mayHave) => mayHave && wake(),
        // The database can't be read now, and listeners would fail too. The next second brings another try.
        () => {},
      );
    }, second);
    const deafen = neighbours?.listen?.(wake);
    return () => {
      clearInterval(asking);
      deafen?.();
    };
  };

  const leave = (listener: ChangeListener): void => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };

  return {
    watch: (listener) => {
      // A new function each time, so that a listener registered twice is called twice and removed once.
      const own: ChangeListener = (threads) => listener(threads);
      listeners.add(own);
      stop ??= start();
      return () => leave(own);
    },
    tell: (threads) => {
      wake(threads);
      neighbours?.tell?.(threads);
    },
    close: () => listeners.forEach(leave),
  };
};

const second = 1000;
