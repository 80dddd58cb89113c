import type { Summary } from './contract.js';
import type { StarlingError } from './errors.js';

/** All of Starling's events bubble, out of every shadow root. */
export class StarlingEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(`starling-${type}`, { bubbles: true, composed: true, cancelable });
  }
}

/** `starling-loaded`: the first page of a thread arrived. */
export class LoadedEvent extends StarlingEvent {
  constructor(
    readonly total: number,
    readonly summary: Summary | null,
  ) {
    super('loaded');
  }
}

/** `starling-error`: something failed. What the reader sees is drawn already; this is for the page's own logs. */
export class ErrorEvent extends StarlingEvent {
  constructor(readonly error: StarlingError) {
    super('error');
  }
}
