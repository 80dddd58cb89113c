import type { ShownComment } from './records.js';
import type { ThreadName } from './requests.js';

export interface EventReads {
  /**
   * The comments that changed for the public between two versions of their thread, in their current state, oldest
   * first. Each comes with the version of its last change, not counting votes. Undefined if there are more comments
   * than the limit, if the thread changed as a whole, or if some of the events have already been purged.
   */
  since(
    name: ThreadName,
    versions: { from: number; /** The current version. */ to: number },
    limit: number,
  ): Promise<(ShownComment & { revision: number })[] | undefined>;
}

/** Used in place of a comment id to say that the thread changed as a whole. */
export const wholeThread = '';
