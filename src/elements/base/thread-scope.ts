import type { ThreadStore } from '../../thread/thread-store.js';
import type { EffectiveAttributes } from './thread-attributes.js';

/** What the elements of one thread share. A new scope is made when an attribute changes. */
export interface ThreadScope {
  /** The state of the thread; absent while the element is not on the page. */
  readonly store?: ThreadStore;
  readonly attributes: EffectiveAttributes;
}
