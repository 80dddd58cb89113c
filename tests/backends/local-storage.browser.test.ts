import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { localStorageBackend } from '../../src/backends/local-storage/index.js';
import { backendContract } from '../../src/testing.js';

const make = (options: Record<string, unknown> = {}) => localStorageBackend({ options });
const target = { thread: { id: 'https://example.org/article' } };
const first = { ...target, sort: 'newest', limit: 25 } as const;
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith('starling:thread:'));

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

for (const { name, run } of backendContract({ create: () => make(), oneVisitor: true })) test(name, run);

test('comments outlive the backend that wrote them', async () => {
  const { id } = await make().submit({ ...draft, rating: 5 });
  const page = await make().list(first);
  expect(page).toMatchObject({ comments: [{ id, rating: 5 }], total: 1, summary: { average: 5 } });
  expect((await make().mine!(target))!.comments).toMatchObject([{ id, body: 'Hello' }]);
});

test('reading leaves nothing in the storage', async () => {
  await make().list(first);
  await make().mine!(target);
  expect(localStorage.length).toBe(0);
});

test('comments given as an option stay once there are others', async () => {
  const options = { comments: [{ id: 'seed', author: { name: 'Grace' }, body: 'First' }] };
  const { id } = await make(options).submit({ ...draft, parent: 'seed' });
  expect((await make(options).list(first)).comments).toMatchObject([{ id: 'seed', replies: [{ id, parent: 'seed' }] }]);
});

test('a full storage refuses a comment and keeps those it has', async () => {
  await make().submit(draft);
  // In pieces of their own: to write all again with each would keep the browser busy for seconds.
  const fillers: string[] = [];
  for (let size = 1 << 22; size >= 64; size >>= 1) {
    try {
      localStorage.setItem(`filler ${size}`, 'x'.repeat(size));
      fillers.push(`filler ${size}`);
    } catch {
      // Too much: a smaller piece next.
    }
  }
  const long = { ...draft, body: 'long '.repeat(1000) };
  await expect(make().submit(long)).rejects.toMatchObject({ name: 'StarlingError', code: 'server' });
  expect((await make().list(first)).total).toBe(1);
  for (const filler of fillers) localStorage.removeItem(filler);
  await make().submit(long);
  expect((await make().list(first)).total).toBe(2);
});

test.each([
  ['no JSON', '{"comments":['],
  ['other JSON', '[1,2,3]'],
  ['comments without ids', '{"comments":[{}],"ratings":{},"keys":{},"version":1}'],
  [
    'replies in a circle',
    JSON.stringify({
      comments: [
        { id: 'a', parent: 'b', author: {}, votes: {}, seededVotes: {}, createdAt: 1 },
        { id: 'b', parent: 'a', author: {}, votes: {}, seededVotes: {}, createdAt: 1 },
      ],
      ratings: {},
      keys: {},
      version: 1,
    }),
  ],
])('%s in the storage is put aside, and the thread starts empty', async (_, broken) => {
  await make().submit(draft);
  const [key] = keys();
  localStorage.setItem(key!, broken);
  expect((await make().list(first)).total).toBe(0);
  await make().submit(draft);
  expect((await make().list(first)).total).toBe(1);
  const aside = keys().filter((each) => each !== key);
  expect(aside.map((each) => localStorage.getItem(each))).toEqual([broken]);
});

test('what another tab writes is told to this one, until it stops listening', async () => {
  const listener = vi.fn();
  const stop = make().subscribe!(target, listener);
  const otherStop = make().subscribe!({ thread: { id: 'other' } }, () => expect.unreachable());
  const backend = make();
  await backend.submit(draft);
  const [key] = keys();
  const own = localStorage.getItem(key!)!;
  expect(listener).not.toHaveBeenCalled();

  // A frame of the same origin is to this page what another tab is.
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const elsewhere = frame.contentWindow!.localStorage;
  elsewhere.setItem(key!, own.replace('Hello', 'Changed elsewhere'));
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  expect((await backend.list(first)).comments).toMatchObject([{ html: '<p>Changed elsewhere</p>' }]);

  stop();
  otherStop();
  const heard = new Promise((resolve) => addEventListener('storage', resolve, { once: true }));
  elsewhere.setItem(key!, own);
  await heard;
  expect(listener).toHaveBeenCalledTimes(1);
  frame.remove();
});

test('pages that give another key have comments of their own', async () => {
  await make({ key: 'mine:' }).submit(draft);
  expect((await make().list(first)).total).toBe(0);
  expect(() => make({ key: 1 })).toThrow(expect.objectContaining({ code: 'misconfigured', message: 'key' }));
});
