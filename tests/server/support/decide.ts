import type { Decision } from '../../../server/src/store/moderation.js';
import type { Store } from '../../../server/src/store/store.js';

/** An owner's decision, straight at the store. */
export const decide = (store: Store, decision: Decision, id: string, now = Date.now()) =>
  store.moderation.decide({ ids: [id], decision, scope: 'all', by: 'owner', now });
