import { expect, test } from 'vitest';
import type { Backend } from '../../src/backend.js';
import { memoryBackend } from '../../src/backends/memory/index.js';
import { actionsOf } from '../../src/thread/actions-of.js';
import { ThreadStore } from '../../src/thread/thread-store.js';

/** A thread with one comment of somebody else. */
const open = async (change: Partial<Backend>) => {
  const comments = [{ author: { name: 'Ada' }, body: 'Hello' }];
  const backend: Backend = { ...memoryBackend({ options: { comments } }), ...change };
  const thread = { id: 'https://example.org/article' };
  const store = new ThreadStore({
    backend: async () => backend,
    target: { thread },
    onUse() {},
  });
  await store.load();
  return actionsOf(store, store.roots[0]!);
};

test('a backend whose votes can only be for has no button against', async () => {
  expect(await open({})).toBe('up down reply report');
  expect(await open({ likesOnly: true })).toBe('up reply report');
});

test('what the backend has no method for is not there', async () => {
  expect(await open({ vote: undefined, report: undefined })).toBe('reply');
});
