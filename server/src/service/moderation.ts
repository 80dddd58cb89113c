import type { Comment } from '../contract.js';
import type { Store } from '../store/store.js';
import { moderatorsComment } from './present.js';
import { nameThread } from './thread-name.js';

/** What moderators decide. */
export interface Moderation {
  /** Makes a pending comment public. */
  approve(id: string): Promise<Comment>;
  /** Lifts a root above the others, or lets it down again. */
  setPinned(id: string, pinned: boolean): Promise<Comment>;
  /** A closed thread takes no more comments, edits, votes and ratings. */
  setClosed(request: { site: string; thread: string; closed: boolean }): Promise<void>;
}

export const createModeration = (store: Store, now: () => number = Date.now): Moderation => ({
  approve: async (id) => moderatorsComment(await store.moderation.approve(id, now())),

  setPinned: async (id, pinned) => moderatorsComment(await store.moderation.setPinned(id, pinned, now())),

  setClosed: ({ site, thread, closed }) =>
    store.moderation.setClosed({ ...nameThread(site, thread), closed, now: now() }),
});
