import type { Decision, Moderated } from '../client/api.js';
import type { TextKey } from '../texts/text-table.js';

/** A decision that a comment offers, and what its button says there. */
export interface Offered {
  decision: Decision;
  text: TextKey;
}

const offer = (decision: Decision, text: TextKey = decision): Offered => ({ decision, text });

/** What can be decided on a comment as it is now: the likeliest first. Of a deleted one nothing: that can be undone alone. */
export const offeredFor = ({ state, reports }: Moderated): Offered[] => {
  switch (state) {
    case 'pending':
      return [offer('approve'), offer('spam'), offer('delete')];
    case 'spam':
      return [offer('approve', 'notSpam'), offer('delete')];
    case 'published':
      return [...(reports.length > 0 ? [offer('approve', 'keep')] : []), offer('hold'), offer('spam'), offer('delete')];
    case 'deleted':
      return [];
  }
};

/** Whether it can be pinned or unpinned: roots that are published alone. */
export const pinFor = ({ state, parent, pinned }: Moderated): Decision | undefined =>
  state !== 'published' || parent !== null ? undefined : pinned ? 'unpin' : 'pin';
