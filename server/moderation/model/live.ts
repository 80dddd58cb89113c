import { toStarlingError } from '../../../src/errors.js';
import type { Desk } from './desk.js';

/**
 * Keeps a desk up to date with what others write and decide, until it is stopped. It never moves what is being read:
 * new comments wait above the list, and others' decisions are shown on the comments concerned.
 *
 * @param own the login of the signed-in moderator, whose own decisions are already shown
 */
export const keepUpToDate = ({ api, queue, notices }: Desk, own: string): (() => void) =>
  api.follow({
    comment: (comment) => queue.arrive(comment),
    decision: ({ comment, action, by }) => {
      // The comment may be gone by now; the next load of the list will show that.
      if (comment !== undefined && by !== own) queue.decidedElsewhere(comment, action, by).catch(() => undefined);
    },
    counts: (counts) => queue.setCounts(counts),
    again: () => void queue.catchUp().catch((error: unknown) => notices.fail(toStarlingError(error))),
  });
