import type { IsKnown, Versioned } from '../../service/threads.js';
import type { RequestOf } from '../environment.js';

/** A read that is the same for everybody. */
export interface PublicAnswer {
  /** Media type. */
  type: string;
  /** Checks a request, once for all that ask the same. */
  open(c: RequestOf): OpenedAnswer;
}

export interface OpenedAnswer {
  /** Renders the answer as it is now; only its version where `isKnown` says that there is one of that version. */
  read: (isKnown: IsKnown) => Promise<Versioned<string>>;
  /** Whether the address says more than the answer depends on: there is no end of such addresses. */
  hasMore: boolean;
}
