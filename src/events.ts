import type { ShownIdentity } from './backend.js';
import type { Comment, Draft, Stars, VoteValue } from './contract.js';
import { type ErrorEvent, type LoadedEvent, StarlingEvent } from './state-events.js';

// The events of a thread's state are in a separate module, because a first view does not need the others.
export { ErrorEvent, LoadedEvent } from './state-events.js';

/** `starling-submit`: a reader is about to send a comment. `preventDefault()` keeps it from being sent. */
export class SubmitEvent extends StarlingEvent {
  constructor(readonly draft: Draft) {
    super('submit', true);
  }
}

/** `starling-submitted`, `starling-edited`, `starling-removed`: the backend has saved a change of one comment. */
export class CommentEvent extends StarlingEvent {
  constructor(
    type: 'submitted' | 'edited' | 'removed',
    readonly comment: Comment,
  ) {
    super(type);
  }
}

/** `starling-vote`: the backend has saved a reader's vote on a comment; 0 means that a vote was removed. */
export class VoteEvent extends StarlingEvent {
  constructor(
    readonly id: string,
    readonly value: VoteValue,
  ) {
    super('vote');
  }
}

/** `starling-rated`: the backend has saved a reader's rating of the thread; null means that it was removed. */
export class RatedEvent extends StarlingEvent {
  constructor(readonly value: Stars | null) {
    super('rated');
  }
}

/** `starling-identified`: somebody has signed in, or has signed out, in which case `identity` is null. */
export class IdentifiedEvent extends StarlingEvent {
  constructor(readonly identity: ShownIdentity | null) {
    super('identified');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'starling-submit': SubmitEvent;
    'starling-submitted': CommentEvent;
    'starling-edited': CommentEvent;
    'starling-removed': CommentEvent;
    'starling-vote': VoteEvent;
    'starling-rated': RatedEvent;
    'starling-identified': IdentifiedEvent;
    'starling-loaded': LoadedEvent;
    'starling-error': ErrorEvent;
  }
}
