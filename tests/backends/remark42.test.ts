import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { remark42Backend } from '../../src/backends/remark42/index.js';
import { toLocator } from '../../src/backends/remark42/locator.js';
import type { Draft } from '../../src/contract.js';
import { backendContract } from '../../src/testing.js';
import { remark42StandIn } from '../stand-ins/remark42.js';

const server = await remark42StandIn();
const config = { ...server.config };
afterAll(() => server.close());
afterEach(() => {
  Object.assign(server, { sendsHeader: true, ahead: 0, logIns: 0, limited: false });
  Object.assign(server.config, config);
  server.blocked.clear();
});

const make = () => remark42Backend({ url: server.newVisitor(), site: 'blog', options: {} });

let threads = 0;
const newTarget = () => ({ thread: { id: `https://example.org/by-hand/${threads++}?a=1+1&b=2` } });
const draftIn = (target: ReturnType<typeof newTarget>, more: Partial<Draft> = {}): Draft => ({
  ...target,
  author: { name: 'Ada' },
  body: 'Hello',
  ...more,
});
const first = { sort: 'newest', limit: 25 } as const;

describe('contract', () => {
  // What was answered can't be removed at all.
  const setup = { create: make, unknownId: randomUUID(), tombstones: false };
  for (const { name, run } of backendContract(setup)) test(name, async (context) => void (await run(context)));
});

test('nobody is logged in by reading, and one log-in serves several writes', async () => {
  const target = newTarget();
  const backend = make();
  await backend.list({ ...target, ...first });
  await backend.mine!(target);
  expect(server.logIns).toBe(0);
  await Promise.all([backend.submit(draftIn(target)), backend.submit(draftIn(target, { body: 'Second' }))]);
  expect(server.logIns).toBe(1);
});

test('a token that expired is fetched anew, for the same user', async () => {
  const target = newTarget();
  const backend = make();
  const { id } = await backend.submit(draftIn(target));
  server.ahead = 299;
  server.config.edit_duration = 1000;
  await backend.edit!({ ...target, id }, { body: 'In time' });
  expect(server.logIns).toBe(1);
  server.ahead = 301;
  expect((await backend.edit!({ ...target, id }, { body: 'Later' })).html).toContain('Later');
  expect(server.logIns).toBe(2);
});

test('after a reload, and under another name since, a comment can still be changed', async () => {
  const target = newTarget();
  const url = server.newVisitor();
  const { id } = await remark42Backend({ url, site: 'blog', options: {} }).submit(draftIn(target));
  const author = { name: 'Grace' };
  await remark42Backend({ url, site: 'blog', options: {} }).submit(draftIn(target, { author }));
  const reloaded = remark42Backend({ url, site: 'blog', options: {} });
  expect((await reloaded.edit!({ ...target, id }, { body: 'Changed' })).author.name).toBe('Ada');
});

test('who votes before writing is a guest, and stays the same one', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const url = server.newVisitor();
  const voter = () => remark42Backend({ url, site: 'blog', options: {} });
  expect(await voter().vote!({ ...target, id }, 1)).toEqual({ votes: { up: 1, down: 0 }, mine: 1 });
  expect(await voter().vote!({ ...target, id }, -1)).toEqual({ votes: { up: 0, down: 1 }, mine: -1 });
  expect(await voter().vote!({ ...target, id }, 0)).toEqual({ votes: { up: 0, down: 0 }, mine: 0 });
});

test('after the edit window neither edit nor removal is possible', async () => {
  const target = newTarget();
  const backend = make();
  const { id } = await backend.submit(draftIn(target));
  server.ahead = 301;
  await expect(backend.edit!({ ...target, id }, { body: 'Late' })).rejects.toMatchObject({ code: 'expired' });
  await expect(backend.remove!({ ...target, id })).rejects.toMatchObject({ code: 'expired' });
});

test('what was answered can be neither changed nor removed', async () => {
  const target = newTarget();
  const backend = make();
  const { id } = await backend.submit(draftIn(target));
  await make().submit(draftIn(target, { parent: id }));
  await expect(backend.edit!({ ...target, id }, { body: 'Other' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(backend.remove!({ ...target, id })).rejects.toMatchObject({ code: 'forbidden' });
});

test('the settings of the server are those of the thread', async () => {
  Object.assign(server.config, { anon_vote: false, edit_duration: 120 });
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const { thread } = await make().list({ ...target, ...first });
  expect(thread).toMatchObject({ votes: false, editWindow: 120, closed: false, ratings: 'off' });
  await expect(make().vote!({ ...target, id }, 1)).rejects.toMatchObject({ code: 'forbidden' });
  server.readOnly.add(toLocator(target.thread.id));
  expect((await make().list({ ...target, ...first })).thread.closed).toBe(true);
  await expect(make().submit(draftIn(target))).rejects.toMatchObject({ code: 'closed' });
  server.config.auth_providers = ['github'];
  expect((await make().list({ ...newTarget(), ...first })).thread.closed).toBe(true);
  await expect(make().submit(draftIn(newTarget()))).rejects.toMatchObject({ code: 'misconfigured' });
});

test.each(['Jo', "O'Hara", 'a@b', 'x'.repeat(65)])('the name %s is refused at its field', async (name) => {
  const refusal = { code: 'invalid', fields: { 'author.name': expect.any(String) } };
  await expect(make().submit(draftIn(newTarget(), { author: { name } }))).rejects.toMatchObject(refusal);
  expect(server.logIns).toBe(0);
});

test('a text longer than the server takes is refused at its field', async () => {
  server.config.max_comment_size = 2048;
  const refusal = { code: 'invalid', fields: { body: expect.stringContaining('2048') } };
  await expect(make().submit(draftIn(newTarget(), { body: 'x'.repeat(2049) }))).rejects.toMatchObject(refusal);
});

test('a blocked reader is forbidden to write', async () => {
  server.blocked.add('Ada');
  await expect(make().submit(draftIn(newTarget()))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a server whose token can’t be read is misconfigured, and the error says what to set', async () => {
  server.sendsHeader = false;
  const refusal = { code: 'misconfigured', message: expect.stringContaining('AUTH_SEND_JWT_HEADER') };
  await expect(make().submit(draftIn(newTarget()))).rejects.toMatchObject(refusal);
});

test('a page goes on after the last root of the one before, though that one was removed', async () => {
  const target = newTarget();
  const author = make();
  const ids: string[] = [];
  for (let number = 0; number < 7; number++)
    ids.unshift((await author.submit(draftIn(target, { body: `Text ${number}` }))).id);
  const one = await make().list({ ...target, ...first, limit: 3 });
  await author.remove!({ ...target, id: one.comments.at(-1)!.id });
  await make().submit(draftIn(target, { body: 'New' }));
  const all = [...one.comments];
  for (let cursor = one.next; cursor;) {
    const page = await make().list({ ...target, ...first, limit: 3, cursor });
    all.push(...page.comments);
    cursor = page.next;
  }
  const found = all.map(({ id }) => id);
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(ids));
});

test('a root whose replies fill a page comes whole', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  for (let number = 0; number < 5; number++)
    await make().submit(draftIn(target, { parent: id, body: `${number} it is` }));
  await make().submit(draftIn(target, { body: 'Last' }));
  const page = await make().list({ ...target, sort: 'oldest', limit: 2 });
  expect(page).toMatchObject({ total: 7, comments: [{ id, replyCount: 5 }] });
  expect(page.comments).toHaveLength(1);
  const rest = await make().list({ ...target, sort: 'oldest', limit: 2, cursor: page.next! });
  expect(rest).toMatchObject({ comments: [{ replyCount: 0 }], next: null });
});

test('without a site or an address it throws at once', () => {
  const wrong = expect.objectContaining({ code: 'misconfigured', message: 'site' });
  expect(() => remark42Backend({ url: server.url, options: {} })).toThrow(wrong);
  expect(() => remark42Backend({ site: 'blog', options: {} })).toThrow(
    expect.objectContaining({ code: 'misconfigured' }),
  );
});

test.each(['a=1&b=2', "it's", '&amp;', 'ä ö', '100%', '%C3%A4', '"<x>"', '🐦'])(
  'a thread with %s in its address is commented, once, and read again',
  async (part) => {
    const target = { thread: { id: `https://example.org/${threads++}?${part}` } };
    const backend = make();
    const { id } = await backend.submit(draftIn(target));
    expect((await make().list({ ...target, ...first })).comments).toMatchObject([{ id }]);
    expect((await backend.edit!({ ...target, id }, { body: 'Changed' })).html).toContain('Changed');
    expect((await make().vote!({ ...target, id }, 1)).votes).toEqual({ up: 1, down: 0 });
    expect(await make().counts!({ threads: [target.thread.id] })).toEqual({ [target.thread.id]: 1 });
  },
);

test('a vote is changed in spite of the limit of one write in two seconds', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const voter = make();
  await voter.vote!({ ...target, id }, 1);
  server.limited = true;
  expect(await voter.vote!({ ...target, id }, -1)).toEqual({ votes: { up: 0, down: 1 }, mine: -1 });
  expect((await make().list({ ...target, ...first })).comments[0]!.votes).toEqual({ up: 0, down: 1 });
});

test('a site that the server does not know is an error of the page', async () => {
  const backend = remark42Backend({ url: server.newVisitor(), site: 'other', options: {} });
  const target = newTarget();
  await expect(backend.list({ ...target, ...first })).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(backend.submit(draftIn(target))).rejects.toMatchObject({ code: 'misconfigured' });
});

test('a text longer than the server takes is refused before it is sent', async () => {
  server.config.max_comment_size = 10;
  const target = newTarget();
  const refused = make().submit(draftIn(target, { body: '12345678901' }));
  await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: { body: expect.stringContaining('10') } });
  expect(server.logIns).toBe(0);
});
