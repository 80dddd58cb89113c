import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { artalkBackend } from '../../src/backends/artalk/index.js';
import { backendContract } from '../../src/testing.js';
import { artalkStandIn } from '../stand-ins/artalk.js';

const server = await artalkStandIn();
afterAll(() => server.close());
afterEach(() => {
  server.moderated = false;
  server.actionLimit = undefined;
});

const make = (options: Record<string, unknown> = {}) =>
  artalkBackend({ url: server.newVisitor(), site: 'blog', options: { timeZone: 'UTC', ...options } });

let threads = 0;
const newTarget = () => ({ thread: { id: `https://example.org/by-hand/${threads++}` } });
const draftIn = (target: ReturnType<typeof newTarget>, body = 'Hello') => ({
  ...target,
  author: { name: 'Ada', email: 'ada@example.org' },
  body,
});
const first = { sort: 'newest', limit: 25 } as const;

describe('contract', () => {
  const create = () => make();
  for (const { name, run } of backendContract({ create, unknownId: '999999' }))
    test(name, async (context) => void (await run(context)));
});

test('times are read in the server’s zone', async () => {
  const target = newTarget();
  await make().submit(draftIn(target));
  const [shanghai] = (await make({ timeZone: 'Asia/Shanghai' }).list({ ...target, ...first })).comments;
  const [utc] = (await make().list({ ...target, ...first })).comments;
  expect(Date.parse(utc!.createdAt) - Date.parse(shanghai!.createdAt)).toBe(8 * 3_600_000);
  expect(() => make({ timeZone: 'Mars/Olympus' })).toThrow(expect.objectContaining({ code: 'misconfigured' }));
});

test('a page where only administrators write is a closed thread', async () => {
  const target = newTarget();
  expect((await make().list({ ...target, ...first })).thread.closed).toBe(false);
  server.closed.add(new URL(target.thread.id).pathname);
  expect((await make().list({ ...target, ...first })).thread.closed).toBe(true);
  await expect(make().submit(draftIn(target))).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a comment that waits for a moderator is shown to its author only', async () => {
  server.moderated = true;
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id, status } = await author.submit(draftIn(target));
  expect(status).toBe('pending');
  expect((await reader.list({ ...target, ...first })).comments).toEqual([]);
  expect((await author.mine!(target))!.comments).toMatchObject([{ id, body: 'Hello', status: 'pending' }]);
  await expect(reader.find!({ ...target, id })).rejects.toMatchObject({ code: 'not-found' });
});

test('a comment of another thread is not found in this one', async () => {
  const { id } = await make().submit(draftIn(newTarget()));
  await expect(make().find!({ ...newTarget(), id })).rejects.toMatchObject({ code: 'not-found' });
});

test('an answer whose parent is not public makes no page longer', async () => {
  const target = newTarget();
  const author = make();
  const parent = await author.submit(draftIn(target, 'Parent'));
  await author.submit({ ...draftIn(target, 'Answer'), parent: parent.id });
  server.rows.get(Number(parent.id))!.pending = true;
  expect((await make().list({ ...target, ...first })).comments).toEqual([]);
});

test('pinned comments come first among the newest', async () => {
  const target = newTarget();
  const author = make();
  const old = await author.submit(draftIn(target, 'Old'));
  const recent = await author.submit(draftIn(target, 'New'));
  server.rows.get(Number(old.id))!.pinned = true;
  const { comments } = await make().list({ ...target, ...first });
  expect(comments.map(({ id, pinned }) => [id, pinned])).toEqual([
    [old.id, true],
    [recent.id, false],
  ]);
});

test('the captcha is asked for by its code, refused when wrong, and passed when right', async () => {
  server.actionLimit = 1;
  const target = newTarget();
  const backend = make();
  expect(await backend.challenge!()).toEqual({});
  await backend.submit({ ...draftIn(target), captcha: { provider: 'artalk', token: 'passed' } });
  const next = draftIn(target, 'Once more');
  await expect(backend.submit(next)).rejects.toMatchObject({ code: 'captcha' });
  expect(await backend.challenge!()).toMatchObject({ image: expect.stringMatching(/^data:image\/png;base64,/) });
  const answer = (token: string) => ({ provider: 'artalk', token });
  await expect(backend.submit({ ...next, captcha: answer('wxyz') })).rejects.toMatchObject({ code: 'captcha' });
  expect(await backend.submit({ ...next, captcha: answer('ABCD') })).toMatchObject({ status: 'published' });
});

test('a vote passes the captcha too', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  server.actionLimit = 0;
  const backend = make();
  await expect(backend.vote!({ ...target, id }, 1)).rejects.toMatchObject({ code: 'captcha' });
  server.actionLimit = 1;
  await backend.vote!({ ...target, id }, 1, { captcha: { provider: 'artalk', token: 'abcd' } });
});

test('a server without captcha needs no answer', async () => {
  expect(await make().challenge!()).toEqual({});
});

test('nothing is asked about a captcha that was never wanted', async () => {
  const before = server.captchaRequests;
  const backend = make();
  expect(await backend.challenge!()).toEqual({});
  await backend.submit({ ...draftIn(newTarget()), captcha: { provider: 'artalk', token: 'passed' } });
  expect(await backend.challenge!()).toEqual({});
  expect(server.captchaRequests).toBe(before);
});

test('a site that the server does not know is an error of the page', async () => {
  const backend = artalkBackend({ url: server.url, site: 'other', options: {} });
  await expect(backend.list({ ...newTarget(), ...first })).rejects.toMatchObject({ code: 'misconfigured' });
  expect(() => artalkBackend({ url: server.url, options: {} })).toThrow(expect.objectContaining({ message: 'site' }));
});
