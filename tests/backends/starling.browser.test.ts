import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { starlingBackend } from '../../src/backends/starling/index.js';

// Nobody listens there: what the adapter does before it asks is what these are about.
const url = 'http://localhost:9';
const key = `starling:visitor:${url}`;
const make = () => starlingBackend({ url, options: {} });
const target = { thread: { id: 'https://example.org/article' } };
const draft = { ...target, author: { name: 'Ada' }, body: 'Hello' };

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

test('reading leaves nothing in the storage', async () => {
  const network = { name: 'StarlingError', code: 'network' };
  await expect(make().list({ ...target, sort: 'newest', limit: 25 })).rejects.toMatchObject(network);
  await expect(make().counts!({ threads: ['a'] })).rejects.toMatchObject(network);
  expect(await make().mine!(target)).toBeUndefined();
  expect(localStorage.length).toBe(0);
});

test('the first write leaves a token, and later ones keep it', async () => {
  await expect(make().submit(draft)).rejects.toMatchObject({ code: 'network' });
  const token = JSON.parse(localStorage.getItem(key)!) as string;
  expect(token).toMatch(/^[\w-]{22}$/);
  await expect(make().vote!({ ...target, id: 'a' }, 1)).rejects.toMatchObject({ code: 'network' });
  expect(JSON.parse(localStorage.getItem(key)!)).toBe(token);
});

test('where the storage is blocked the token lives as long as the page', async () => {
  const blocked = () => {
    throw new DOMException('Blocked', 'SecurityError');
  };
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
  const sent = vi.spyOn(window, 'fetch');
  for (const backend of [make(), make()])
    await expect(backend.submit(draft)).rejects.toMatchObject({ code: 'network' });
  const tokens = sent.mock.calls.map(([, init]) => (init!.headers as Record<string, string>).authorization);
  expect(tokens[0]).toMatch(/^Bearer [\w-]{22}$/);
  expect(tokens[1]).toBe(tokens[0]);
});
