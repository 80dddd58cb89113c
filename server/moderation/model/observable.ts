import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** State without DOM, which notifies its listeners of each change. */
export class Observable {
  readonly #listeners = new Set<() => void>();

  /** Calls the listener after each change; returns a function that stops this. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Updates its element after each change of what it watches. */
export class Watch implements ReactiveController {
  #stop?: () => void;

  constructor(
    readonly host: ReactiveControllerHost,
    readonly watched: () => Observable | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop?.();
    this.#stop = this.watched()?.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  hostUpdate(): void {
    // The watched object may be set only after the element was connected.
    if (!this.#stop) this.hostConnected();
  }
}
