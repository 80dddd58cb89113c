import type { SubmitRequest } from '../../../server/src/store/comments.js';
import { threadKey } from '../../../server/src/store/thread-key.js';

/** A comment as the store is given it. */
export const aSubmission = (change: Partial<SubmitRequest> = {}): SubmitRequest => ({
  site: '',
  thread: threadKey('a thread'),
  threadId: 'a thread',
  author: { name: 'Ada', email: 'ada@example.org' },
  visitor: null,
  text: { body: 'Hello', html: '<p>Hello</p>', renderer: 1 },
  reasons: [],
  now: Date.now(),
  ...change,
});
