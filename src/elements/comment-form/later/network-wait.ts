import type { DraftStore } from '../../../thread/draft-store.js';
import type { FormHost } from '../form-host.js';

/**
 * Sends a draft once the network is back, if it could not be sent without one and the reader has not changed it since.
 */
export class NetworkWait {
  readonly #host: FormHost;
  readonly #drafts: DraftStore;
  readonly #send: () => void;

  constructor(host: FormHost, drafts: DraftStore, send: () => void) {
    this.#host = host;
    this.#drafts = drafts;
    this.#send = send;
  }

  begin(): void {
    const { typed } = this.#host.state;
    addEventListener('online', this.#send, { once: true });
    typed.waiting = true;
    this.#drafts.save(typed);
    this.#drafts.flush();
    this.#host.change({ outcome: 'waiting' });
  }

  /** Stops waiting, for this draft. */
  end(): void {
    const { typed } = this.#host.state;
    this.release();
    if (!typed.waiting) return;
    typed.waiting = undefined;
    this.#drafts.save(typed);
    this.#host.change({ outcome: undefined });
  }

  /** Removes the listener. The stored draft still says that it was waiting. */
  release(): void {
    removeEventListener('online', this.#send);
  }
}
