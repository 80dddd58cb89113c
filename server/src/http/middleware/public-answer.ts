import type { IsKnown, Versioned } from '../../service/threads.js';
import type { RequestOf } from '../environment.js';

/** A read that is the same for everybody. */
export interface PublicAnswer {
  /** The media type. */
  type: string;
  /** Checks a request, once for all requests with the same address. */
  open(c: RequestOf): OpenedAnswer;
}

export interface OpenedAnswer {
  /** Renders the current answer, or returns only its version if `isKnown` says that this version is known. */
  read: (isKnown: IsKnown) => Promise<Versioned<string>>;
  /** Whether the address contains more than the answer depends on: there are endlessly many such addresses. */
  hasMore: boolean;
}
