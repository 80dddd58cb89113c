import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';

/** Data fetched for the current selection, such as a comment's thread. The newest call wins. */
export class Latest<T> implements ReactiveController {
  status: 'initial' | 'pending' | 'complete' | 'error' = 'initial';
  value?: T;
  error?: StarlingError;
  #key?: string;
  #call?: AbortController;
  #load?: (signal: AbortSignal) => Promise<T>;

  /** @param pause milliseconds to wait first, so that nothing is fetched for comments that are only passed by */
  constructor(
    readonly host: ReactiveControllerHost,
    readonly pause = 0,
  ) {
    host.addController(this);
  }

  /** Fetches the data for `key`, unless they are already there or being fetched. */
  run(key: string, load: (signal: AbortSignal) => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#load = load;
    this.value = undefined;
    void this.again();
  }

  /** Fetches the same data again; the current data stay until then. */
  async again(): Promise<void> {
    this.#call?.abort();
    const { signal } = (this.#call = new AbortController());
    this.status = 'pending';
    this.host.requestUpdate();
    try {
      if (this.pause > 0) await new Promise((resolve) => setTimeout(resolve, this.pause));
      if (signal.aborted) return;
      const value = await this.#load!(signal);
      if (signal.aborted) return;
      Object.assign(this, { status: 'complete', value, error: undefined });
    } catch (error) {
      if (signal.aborted) return;
      Object.assign(this, { status: 'error', error: toStarlingError(error) });
    }
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#call?.abort();
    this.#key = undefined;
  }
}
