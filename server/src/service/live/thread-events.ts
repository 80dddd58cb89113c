import type { ShownComment } from '../../store/records.js';
import type { StreamEvent } from '../event-stream.js';
import { publicComment } from '../present.js';
import type { ShownThread } from './thread-changes.js';

/** The events sent to followers of a thread. */
export type ThreadEvent = StreamEvent<'comment' | 'removed' | 'thread' | 'reset'>;

export const commentEvent = (comment: ShownComment): ThreadEvent =>
  comment.status === 'published'
    ? { event: 'comment', data: publicComment(comment) }
    : { event: 'removed', data: { id: comment.id } };

export const threadEvent = (thread: ShownThread): ThreadEvent => ({ event: 'thread', data: thread });

export const resetEvent: ThreadEvent = { event: 'reset', data: {} };
