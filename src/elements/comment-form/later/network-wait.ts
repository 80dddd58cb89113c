import type { DraftStore } from '../../../thread/draft-store.js';
import type { FormHost } from '../form-host.js';

/** Sends what could not be sent without a network once there is one again, as long as the reader leaves it as it is. */
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

  /** Gives it up. */
  end(): void {
    const { typed } = this.#host.state;
    this.release();
    if (!typed.waiting) return;
    typed.waiting = undefined;
    this.#drafts.save(typed);
    this.#host.change({ outcome: undefined });
  }

  /** Is not heard of here any more; what is kept says that it waited. */
  release(): void {
    removeEventListener('online', this.#send);
  }
}
