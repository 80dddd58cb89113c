import type { VoteValue } from './contract.js';
import { StarlingEvent } from './state-events.js';

/** `starling-vote`: the backend has saved a reader's vote on a comment; 0 means that a vote was removed. */
export class VoteEvent extends StarlingEvent {
  constructor(
    readonly id: string,
    readonly value: VoteValue,
  ) {
    super('vote');
  }
}
