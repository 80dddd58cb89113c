import type { Match, Queue } from '../service/queue.js';
import type { Moderator } from '../service/moderation.js';
import { showProgress } from './progress.js';

type Decision = Parameters<Queue['decide']>[2];

/** Decides on all comments that match, in batches, while the server runs; returns how many it changed. */
export const decideAll = async (
  queue: Queue,
  who: Moderator,
  match: Omit<Match, 'cursor'>,
  decision: Decision,
  more: { forGood?: boolean } = {},
): Promise<number> => {
  const progress = showProgress(decision);
  let changed = 0;
  let cursor: string | undefined;
  do {
    const decided = await queue.decide(who, { ...match, cursor }, decision, more);
    changed += decided.changed.length;
    cursor = decided.next ?? undefined;
    progress.show(changed);
  } while (cursor !== undefined);
  progress.end();
  return changed;
};
