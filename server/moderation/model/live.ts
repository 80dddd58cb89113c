import { toStarlingError } from '../../../src/errors.js';
import type { Desk } from './desk.js';

/**
 * Keeps a desk up to date with what others write and decide, until it is stopped. Nothing of it moves what is read: what
 * came waits above the list, and what others decided is told where it stands.
 *
 * @param own the login of who is signed in: their own decisions are here already
 */
export const keepUpToDate = ({ api, queue, notices }: Desk, own: string): (() => void) =>
  api.follow({
    comment: (comment) => queue.arrive(comment),
    decision: ({ comment, action, by }) => {
      // A comment may be gone by now, which the next look at the list tells.
      if (comment !== undefined && by !== own) queue.decidedElsewhere(comment, action, by).catch(() => undefined);
    },
    counts: (counts) => queue.setCounts(counts),
    again: () => void queue.catchUp().catch((error: unknown) => notices.fail(toStarlingError(error))),
  });
