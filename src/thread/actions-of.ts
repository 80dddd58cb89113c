import type { Backend } from '../backend.js';
import type { Comment } from '../contract.js';
import { now } from '../platform/clock.js';
import type { ThreadStore } from './thread-store.js';

/**
 * What the reader can do with a comment, in the order of the buttons, separated by spaces.
 * Actions that the backend has no method for, or that the thread doesn't allow, are left out.
 */
export function actionsOf({ backend, settings, own }: ThreadStore, comment: Comment): string {
  const { vote, likesOnly, edit, remove, report }: Partial<Backend> = backend ?? {};
  const { closed, votes, editWindow } = settings!;
  const mine = own.has(comment.id);
  const published = comment.status === 'published';
  const young = Date.parse(comment.createdAt) + editWindow * 1000 > now();
  return [
    published && vote && votes && !mine && (likesOnly ? 'up' : 'up down'),
    published && !closed && 'reply',
    mine && edit && young && 'edit',
    mine && remove && 'remove',
    published && report && !mine && 'report',
  ]
    .filter(Boolean)
    .join(' ');
}
