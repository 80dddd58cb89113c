import type { ShownIdentity } from './backend.js';
import type { Comment, Draft, Stars, VoteValue } from './contract.js';
import { type ErrorEvent, type LoadedEvent, StarlingEvent } from './state-events.js';

// Those of a thread's state are a module of their own: a first view has no need of the others.
export { ErrorEvent, LoadedEvent } from './state-events.js';

/** `starling-submit`: a reader is about to send a comment. `preventDefault()` keeps it from being sent. */
export class SubmitEvent extends StarlingEvent {
  constructor(readonly draft: Draft) {
    super('submit', true);
  }
}

/** Something happened to one comment, and the backend kept it. */
export class CommentEvent extends StarlingEvent {
  constructor(
    type: 'submitted' | 'edited' | 'removed',
    readonly comment: Comment,
  ) {
    super(type);
  }
}

/** `starling-vote`: a reader voted on a comment, and the backend kept it; 0 took a vote back. */
export class VoteEvent extends StarlingEvent {
  constructor(
    readonly id: string,
    readonly value: VoteValue,
  ) {
    super('vote');
  }
}

/** `starling-rated`: a reader rated the thread, and the backend kept it; null took the rating back. */
export class RatedEvent extends StarlingEvent {
  constructor(readonly value: Stars | null) {
    super('rated');
  }
}

/** `starling-identified`: somebody signed in, or out: then it is null. */
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
