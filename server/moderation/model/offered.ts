import type { Decision, Moderated } from '../client/api.js';
import type { TextKey } from '../texts/text-table.js';

/** A decision that is possible for a comment, and the text of its button. */
export interface Offered {
  decision: Decision;
  text: TextKey;
}

const offer = (decision: Decision, text: TextKey = decision): Offered => ({ decision, text });

/**
 * The possible decisions for a comment in its current state, likeliest first. For a deleted one there are none: it can
 * only be restored by undo.
 */
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

/** Whether it can be pinned or unpinned: only published roots can. */
export const pinFor = ({ state, parent, pinned }: Moderated): Decision | undefined =>
  state !== 'published' || parent !== null ? undefined : pinned ? 'unpin' : 'pin';
