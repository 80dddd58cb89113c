import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** State without DOM that tells those who draw it of each change. */
export class Observable {
  readonly #listeners = new Set<() => void>();

  /** Calls back after each change; returns the way to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Draws its element anew with each change of what it watches. */
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
    // What is watched may be given after the element stands in the page.
    if (!this.#stop) this.hostConnected();
  }
}
