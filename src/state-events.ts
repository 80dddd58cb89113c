import type { Summary } from './contract.js';
import type { StarlingError } from './errors.js';

/** The base class of Starling's events. They all bubble, and cross shadow roots. */
export class StarlingEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(`starling-${type}`, { bubbles: true, composed: true, cancelable });
  }
}

/** `starling-loaded`: the first page of a thread has loaded. */
export class LoadedEvent extends StarlingEvent {
  constructor(
    readonly total: number,
    readonly summary: Summary | null,
  ) {
    super('loaded');
  }
}

/** `starling-error`: something failed. The reader sees the error already; the event is for the page's own logs. */
export class ErrorEvent extends StarlingEvent {
  constructor(readonly error: StarlingError) {
    super('error');
  }
}
