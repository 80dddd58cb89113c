import type { ShownIdentity } from './backend.js';
import { StarlingEvent } from './state-events.js';

/** `starling-identified`: somebody has signed in, or has signed out, in which case `identity` is null. */
export class IdentifiedEvent extends StarlingEvent {
  constructor(readonly identity: ShownIdentity | null) {
    super('identified');
  }
}
