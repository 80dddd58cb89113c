/** Hears of changes, with the keys of the threads that changed; with nothing where it may be any. */
export type ChangeListener = (threads?: ReadonlySet<string>) => void;

/** The other processes on the same database. */
export interface Neighbours {
  /** Asked once a second while anybody listens: whether one of them may have changed something since. */
  mayHaveChanged(): Promise<boolean>;
  /** Says what this process changed, without waiting for anything. */
  tell?(threads: ReadonlySet<string>): void;
  /** Hears what they say, which is sooner than to ask; returns the way to stop it. */
  listen?(heard: ChangeListener): () => void;
}

export interface WakeUp {
  watch(listener: ChangeListener): () => void;
  /** What a transaction of this process changed, once it is committed. */
  tell(threads: ReadonlySet<string>): void;
  /** Nobody is told anything any more. */
  close(): void;
}

/**
 * Tells whoever watches that something changed: at once what this process did, what others did as soon as they are
 * heard, and else within a second. It only wakes: what changed is read from the database, so that nothing is lost with
 * a word that never arrives, and one too many does no harm.
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
        // Nothing can be read now, and whoever tried would fail too. The next second is another try.
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
      // Of its own, so that one that is given twice is heard twice and leaves once.
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
