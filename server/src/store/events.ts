import type { ShownComment } from './records.js';
import type { ThreadName } from './requests.js';

export interface EventReads {
  /**
   * Comments that look different to the public since a version of their thread, in whatever state they are now, oldest
   * first, each with the version of its last change, votes aside. Nothing where they are more than the limit, where
   * the thread changed as a whole, or where some of it is forgotten.
   */
  since(
    name: ThreadName,
    versions: { from: number; /** That of now. */ to: number },
    limit: number,
  ): Promise<(ShownComment & { revision: number })[] | undefined>;
}

/** Names, in place of a comment, a thread that changed as a whole. */
export const wholeThread = '';
