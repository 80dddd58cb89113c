import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';

/** Something that is fetched for what is looked at, such as a comment's thread. The newest call wins. */
export class Latest<T> implements ReactiveController {
  status: 'initial' | 'pending' | 'complete' | 'error' = 'initial';
  value?: T;
  error?: StarlingError;
  #key?: string;
  #call?: AbortController;
  #load?: (signal: AbortSignal) => Promise<T>;

  /** @param pause milliseconds to wait first: whoever runs through a list reads nothing of it */
  constructor(
    readonly host: ReactiveControllerHost,
    readonly pause = 0,
  ) {
    host.addController(this);
  }

  /** Fetches what `key` names, unless that is what is here, or on its way. */
  run(key: string, load: (signal: AbortSignal) => Promise<T>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#load = load;
    this.value = undefined;
    void this.again();
  }

  /** Fetches the same anew; what is here stays until then. */
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
