import type { Comment, Draft, Stars, Summary, VoteValue } from './contract.js';
import type { StarlingError } from './errors.js';

const options = { bubbles: true, composed: true } as const;

/** A reader is about to send a comment. `preventDefault()` keeps it from being sent. */
export class SubmitEvent extends Event {
  static readonly type = 'starling-submit';
  constructor(readonly draft: Draft) {
    super(SubmitEvent.type, { ...options, cancelable: true });
  }
}

/** Something happened to one comment, and the backend kept it. */
export class CommentEvent extends Event {
  constructor(
    type: 'starling-submitted' | 'starling-edited' | 'starling-removed',
    readonly comment: Comment,
  ) {
    super(type, options);
  }
}

/** A reader voted on a comment, and the backend kept it; 0 took a vote back. */
export class VoteEvent extends Event {
  static readonly type = 'starling-vote';
  constructor(
    readonly id: string,
    readonly value: VoteValue,
  ) {
    super(VoteEvent.type, options);
  }
}

/** A reader rated the thread, and the backend kept it; null took the rating back. */
export class RatedEvent extends Event {
  static readonly type = 'starling-rated';
  constructor(readonly value: Stars | null) {
    super(RatedEvent.type, options);
  }
}

/** The first page of a thread arrived. */
export class LoadedEvent extends Event {
  static readonly type = 'starling-loaded';
  constructor(
    readonly total: number,
    readonly summary: Summary | null,
  ) {
    super(LoadedEvent.type, options);
  }
}

/** Something failed. What the reader sees is drawn already; this is for the page's own logs. */
export class ErrorEvent extends Event {
  static readonly type = 'starling-error';
  constructor(readonly error: StarlingError) {
    super(ErrorEvent.type, options);
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
