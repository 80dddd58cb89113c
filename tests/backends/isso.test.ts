import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issoBackend } from '../../src/backends/isso/index.js';
import type { Draft } from '../../src/contract.js';
import { backendContract } from '../../src/testing.js';
import { issoStandIn } from '../stand-ins/isso.js';
import { fetchWithCookies } from '../support/cookie-jar.js';

const server = await issoStandIn();
const withoutCookies = fetch;
beforeEach(() => void vi.stubGlobal('fetch', withCookies));
const withCookies = fetchWithCookies(fetch);
afterAll(() => server.close());
afterEach(() => {
  vi.unstubAllGlobals();
  Object.assign(server, { moderated: false, guarded: false, ahead: 0 });
  Object.assign(server.config, { 'require-author': false, 'require-email': false, 'website-field': true });
});

const make = (options: Record<string, unknown> = {}) => issoBackend({ url: server.newVisitor(), options });

let threads = 0;
const newTarget = () => ({ thread: { id: `https://example.org/by-hand/${threads++}` } });
const draftIn = (target: ReturnType<typeof newTarget>, more: Partial<Draft> = {}): Draft => ({
  ...target,
  author: { name: 'Ada', email: 'ada@example.org' },
  body: 'Hello',
  ...more,
});
const first = { sort: 'newest', limit: 25 } as const;

describe('contract', () => {
  const setup = { create: () => make(), depth: 1, unknownId: '999999', votes: { undo: false } };
  for (const { name, run } of backendContract(setup)) test(name, async (context) => void (await run(context)));
});

test('a comment that waits for a moderator (202) is pending to its author and there for nobody', async () => {
  server.moderated = true;
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id, status } = await author.submit(draftIn(target));
  expect(status).toBe('pending');
  expect(await reader.list({ ...target, ...first })).toMatchObject({ comments: [], total: 0 });
  expect((await author.mine!(target))!.comments).toMatchObject([{ id, body: 'Hello', status: 'pending' }]);
  await expect(reader.find!({ ...target, id })).rejects.toMatchObject({ code: 'not-found' });
});

test('after fifteen minutes neither edit nor removal is possible', async () => {
  const target = newTarget();
  const backend = make({ editWindow: 0 });
  const { id } = await backend.submit(draftIn(target));
  server.ahead = 901;
  await expect(backend.edit!({ ...target, id }, { body: 'Late' })).rejects.toMatchObject({ code: 'expired' });
  await expect(backend.remove!({ ...target, id })).rejects.toMatchObject({ code: 'expired' });
});

test('a browser that keeps no cookies of the server can’t change a comment', async () => {
  vi.stubGlobal('fetch', withoutCookies);
  const target = newTarget();
  const backend = make();
  const { id } = await backend.submit(draftIn(target));
  await expect(backend.edit!({ ...target, id }, { body: 'Other' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(backend.remove!({ ...target, id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('an answer to a reply answers the root', async () => {
  const target = newTarget();
  const root = await make().submit(draftIn(target));
  const reply = await make().submit(draftIn(target, { parent: root.id }));
  expect(await make().submit(draftIn(target, { parent: reply.id }))).toMatchObject({ parent: root.id, root: root.id });
});

test('a vote can’t be changed, and one from the same network is not counted', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const url = server.newVisitor();
  const voter = issoBackend({ url, options: {} });
  expect(await voter.vote!({ ...target, id }, -1)).toEqual({ votes: { up: 0, down: 1 }, mine: -1 });
  for (const value of [1, 0] as const)
    await expect(voter.vote!({ ...target, id }, value)).rejects.toMatchObject({ code: 'forbidden' });
  const neighbour = issoBackend({ url: `${url}/.`, options: {} });
  await expect(neighbour.vote!({ ...target, id }, 1)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await make().list({ ...target, ...first })).comments[0]!.votes).toEqual({ up: 0, down: 1 });
});

test('what the server’s guard refuses says why by its code', async () => {
  server.guarded = true;
  const target = newTarget();
  const backend = make();
  const { id } = await backend.submit(draftIn(target));
  await expect(backend.submit(draftIn(target, { parent: id }))).rejects.toMatchObject({ code: 'forbidden' });
  await backend.submit(draftIn(target, { body: 'Second' }));
  const tooMany = { code: 'rate-limited', retryAfter: 60 };
  await expect(backend.submit(draftIn(target, { body: 'Third' }))).rejects.toMatchObject(tooMany);
});

test('the server’s configuration says which fields there are', async () => {
  Object.assign(server.config, { 'require-author': true, 'require-email': true, 'website-field': false });
  const target = newTarget();
  const { thread } = await make().list({ ...target, ...first });
  expect(thread.fields).toEqual({ name: 'required', email: 'required', url: 'hidden' });
  await expect(make().submit(draftIn(target, { author: { name: 'Ada' } }))).rejects.toMatchObject({
    code: 'invalid',
    fields: { 'author.email': expect.any(String) },
  });
});

test.each([
  ['body', { body: 'ab' }],
  ['author.url', { author: { name: 'Ada', url: 'https://no_dot' } }],
])('a refusal of %s, which comes as an HTML page, lands at the field', async (field, more) => {
  const refusal = { code: 'invalid', fields: { [field]: expect.any(String) } };
  await expect(make().submit(draftIn(newTarget(), more))).rejects.toMatchObject(refusal);
});

test('a name with characters of markup comes back as it was given', async () => {
  const target = newTarget();
  await make().submit(draftIn(target, { author: { name: 'Tom & <Ann>', url: 'https://example.org/?a=1&b=2' } }));
  const { comments } = await make().list({ ...target, ...first });
  expect(comments[0]!.author).toMatchObject({ name: 'Tom & <Ann>', url: 'https://example.org/?a=1&b=2' });
});

test('a wrong option throws at once and is named', () => {
  const wrong = { code: 'misconfigured', message: 'editWindow' };
  expect(() => make({ editWindow: '15m' })).toThrow(expect.objectContaining(wrong));
  expect(() => issoBackend({ options: {} })).toThrow(expect.objectContaining({ code: 'misconfigured' }));
});

test('an answer to what was removed meanwhile is refused, and becomes no root', async () => {
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id } = await author.submit(draftIn(target));
  await reader.list({ ...target, ...first });
  server.rows.delete(Number(id));
  await expect(reader.submit(draftIn(target, { parent: id }))).rejects.toMatchObject({ code: 'not-found' });
  expect((await reader.list({ ...target, ...first })).comments).toEqual([]);
});

test('a page of roots has all replies, however many they are', async () => {
  const target = newTarget();
  const backend = make();
  for (const body of ['One', 'Two', 'Three']) await backend.submit(draftIn(target, { body }));
  const [, second] = (await backend.list({ ...target, sort: 'oldest', limit: 25 })).comments;
  for (let index = 0; index < 5; index++)
    await backend.submit(draftIn(target, { body: `Reply ${index}`, parent: second!.id }));
  const page = await backend.list({ ...target, sort: 'oldest', limit: 1 });
  const next = await make().list({ ...target, sort: 'oldest', limit: 1, cursor: page.next! });
  expect(next.comments[0]!.replies).toHaveLength(5);
});
