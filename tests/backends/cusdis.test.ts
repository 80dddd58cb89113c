import { afterAll, describe, expect, test } from 'vitest';
import { cusdisBackend } from '../../src/backends/cusdis/index.js';
import { backendContract } from '../../src/testing.js';
import { cusdisStandIn } from '../stand-ins/cusdis.js';

const server = await cusdisStandIn();
afterAll(() => server.close());

const make = () => cusdisBackend({ url: server.newVisitor(), site: 'app', options: {} });

let threads = 0;
const newTarget = () => ({ thread: { id: `by-hand-${threads++}` } });
const draftIn = (target: ReturnType<typeof newTarget>, body = 'Hello') => ({
  ...target,
  author: { name: 'Ada' },
  body,
});
const first = { sort: 'newest', limit: 25 } as const;

describe('contract', () => {
  const publish = async ({ id }: { id: string }) => server.approve(id);
  for (const { name, run } of backendContract({ create: make, publish, pageSize: 10 }))
    test(name, async (context) => void (await run(context)));
});

test('a page holds as many roots as it was asked for, whatever the server’s pages are', async () => {
  const target = newTarget();
  const backend = make();
  for (let index = 0; index < 23; index++) server.approve((await backend.submit(draftIn(target, `${index}`))).id);
  const page = await backend.list({ ...target, sort: 'newest', limit: 15 });
  const rest = await backend.list({ ...target, sort: 'newest', limit: 15, cursor: page.next! });
  expect([page.comments.length, rest.comments.length, rest.next, page.total]).toEqual([15, 8, null, 23]);
});

test('every comment waits for a moderator, in its author’s sight only', async () => {
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id, status } = await author.submit(draftIn(target));
  expect(status).toBe('pending');
  expect((await author.mine!(target))!.comments).toMatchObject([{ id, body: 'Hello', status: 'pending' }]);
  expect(await reader.list({ ...target, ...first })).toMatchObject({ comments: [], total: 0 });
});

test('a moderator’s answer says whose it is, and stands below what it answers', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  server.approve(id);
  const answer = server.answer(id, 'Thank you');
  const deeper = server.answer(answer, 'Once more');
  const [root] = (await make().list({ ...target, ...first })).comments;
  expect(root).toMatchObject({ id, replyCount: 2, repliesNext: null });
  expect(root!.replies).toMatchObject([
    { id: answer, parent: id, root: id, author: { name: 'Moderator', badge: 'moderator' } },
    { id: deeper, parent: answer, root: id },
  ]);
});

test('a thread whose name has a comma is counted', async () => {
  const target = { thread: { id: `a,b ${threads++}` } };
  const { id } = await make().submit(draftIn(target));
  server.approve(id);
  server.answer(id, 'Thank you');
  expect((await make().list({ ...target, ...first })).total).toBe(2);
});

test('an e-mail address that was not given is not sent', async () => {
  const { id } = await make().submit(draftIn(newTarget()));
  expect(server.rows.find((row) => row.id === id)!.by_email).toBe(null);
});

test('a website that the server does not know is not found', async () => {
  const backend = cusdisBackend({ url: server.url, site: 'other', options: {} });
  await expect(backend.submit(draftIn(newTarget()))).rejects.toMatchObject({ code: 'not-found' });
  expect(() => cusdisBackend({ url: server.url, options: {} })).toThrow(expect.objectContaining({ message: 'appId' }));
});
