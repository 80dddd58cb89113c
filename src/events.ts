import type { Comment, Draft, Stars, Summary, VoteValue } from './contract.js';
import type { StarlingError } from './errors.js';

class StarlingEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(`starling-${type}`, { bubbles: true, composed: true, cancelable });
  }
}

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

declare global {
  interface HTMLElementEventMap {
    'starling-submit': SubmitEvent;
    'starling-submitted': CommentEvent;
    'starling-edited': CommentEvent;
    'starling-removed': CommentEvent;
    'starling-vote': VoteEvent;
    'starling-rated': RatedEvent;
    'starling-loaded': LoadedEvent;
    'starling-error': ErrorEvent;
  }
}
