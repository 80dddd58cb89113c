import type { Comment, Draft, Stars } from './contract.js';
import type { IdentifiedEvent } from './identified-event.js';
import { type ErrorEvent, type LoadedEvent, StarlingEvent } from './state-events.js';
import type { VoteEvent } from './vote-event.js';

// The other events are in modules of their own, because neither a first view nor writing needs all of them.
export type { IdentifiedEvent } from './identified-event.js';
export { ErrorEvent, LoadedEvent } from './state-events.js';
export type { VoteEvent } from './vote-event.js';

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

/** `starling-rated`: the backend has saved a reader's rating of the thread; null means that it was removed. */
export class RatedEvent extends StarlingEvent {
  constructor(readonly value: Stars | null) {
    super('rated');
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
