import type { Comment } from '../contract.js';
import type { ThreadStore } from './thread-store.js';

/** Changes a comment wherever it stands. */
export const replaceComment = (store: ThreadStore, id: string, change: Partial<Comment>): void =>
  store.map((root) => {
    if (root.id === id) return { ...root, ...change };
    if (!root.replies?.some((reply) => reply.id === id)) return root;
    return { ...root, replies: root.replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply)) };
  });
