import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { twikooBackend } from '../../src/backends/twikoo/index.js';
import { keep } from '../../src/platform/storage.js';
import { backendContract } from '../../src/testing.js';
import { twikooStandIn } from '../stand-ins/twikoo.js';

const server = await twikooStandIn();
const { COMMENT_PAGE_SIZE, LIMIT_LENGTH } = server.config;
afterAll(() => server.close());
afterEach(() => {
  for (const name of Object.keys(server.config)) delete server.config[name];
  Object.assign(server.config, { COMMENT_PAGE_SIZE, LIMIT_LENGTH });
});

const make = (url = server.newVisitor()) => twikooBackend({ url, options: {} });

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
  for (const { name, run } of backendContract({ create, pageSize: 3, tombstones: false }))
    test(name, async (context) => void (await run(context)));
});

test('what the reader types is sent as paragraphs of text, not as markup', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target, 'One <b>\n\nTwo'));
  expect(server.rows.find((row) => row.id === id)!.comment).toBe('<p>One &lt;b&gt;</p><p>Two</p>');
});

test('the fields are those of the server’s settings', async () => {
  const fields = async () => (await make().list({ ...newTarget(), ...first })).thread.fields;
  expect(await fields()).toEqual({ name: 'required', email: 'required', url: 'optional' });
  Object.assign(server.config, { DISPLAYED_FIELDS: 'nick,mail', REQUIRED_FIELDS: 'nick' });
  expect(await fields()).toEqual({ name: 'required', email: 'optional', url: 'hidden' });
});

test('the captcha is that of the server’s settings', async () => {
  Object.assign(server.config, { CAPTCHA_PROVIDER: 'Turnstile', TURNSTILE_SITE_KEY: 'site-key' });
  const target = newTarget();
  const backend = make();
  expect((await backend.list({ ...target, ...first })).thread.captcha).toEqual({
    provider: 'turnstile',
    key: 'site-key',
  });
  await expect(backend.submit(draftIn(target))).rejects.toMatchObject({ code: 'captcha' });
  await backend.submit({ ...draftIn(target), captcha: { provider: 'turnstile', token: 'good' } });
});

test('a comment that waits for a moderator is pending, and seen by its author only', async () => {
  server.config.AKISMET_KEY = 'MANUAL_REVIEW';
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id, status } = await author.submit(draftIn(target));
  expect(status).toBe('pending');
  expect((await author.mine!(target))!.comments).toMatchObject([{ id, body: 'Hello', status: 'pending' }]);
  expect((await reader.list({ ...target, ...first })).comments).toEqual([]);
});

test('a text that the server finds too long is told at its field', async () => {
  server.config.LIMIT_LENGTH = '20';
  await expect(make().submit(draftIn(newTarget(), 'A text of more than that'))).rejects.toMatchObject({
    code: 'invalid',
    fields: { body: expect.any(String) },
  });
});

test('a text longer than the server takes is refused before it is sent, at its default too', async () => {
  const invalid = { code: 'invalid', fields: { body: expect.stringContaining('500') } };
  delete server.config.LIMIT_LENGTH;
  const before = server.rows.length;
  await expect(make().submit(draftIn(newTarget(), 'x'.repeat(494)))).rejects.toMatchObject(invalid);
  expect(server.rows.length).toBe(before);
});

test.each(['a root', 'a reply'])(
  'an answer to %s that was removed meanwhile is refused, and leaves nothing',
  async (what) => {
    const target = newTarget();
    const [author, reader] = [make(), make()];
    const root = await author.submit(draftIn(target));
    const reply = await author.submit({ ...draftIn(target, 'Reply'), parent: root.id });
    await reader.list({ ...target, ...first });
    const parent = what === 'a root' ? root.id : reply.id;
    await author.remove!({ ...target, id: parent });
    const before = server.rows.length;
    const answer = { ...draftIn(target, 'Answer'), parent };
    await expect(reader.submit(answer)).rejects.toMatchObject({ code: 'not-found' });
    expect(server.rows.length).toBe(before);
  },
);

test('votes given in another browser with the same token are known', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const [here, there] = [server.newVisitor(), server.newVisitor()];
  for (const url of [here, there]) keep(`starling:twikoo:${url}:token`, 'one-and-the-same');
  await make(here).vote!({ ...target, id }, 1);
  await make(there).list({ ...target, ...first });
  expect((await make(there).mine!(target))!.votes).toEqual({ [id]: 1 });
  expect(await make(there).vote!({ ...target, id }, 0)).toEqual({ votes: { up: 0, down: 0 }, mine: 0 });
});

test('pinned comments stand on the first page only, above the others', async () => {
  const target = newTarget();
  const backend = make();
  const bodies = ['Pinned', 'One', 'Two', 'Three', 'Four'];
  for (const body of bodies) {
    await backend.submit(draftIn(target, body));
    // Of one millisecond nobody could say which is newer.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  server.rows.find((row) => row.comment === '<p>Pinned</p>' && row.url.endsWith(target.thread.id.slice(-2)))!.top =
    true;
  const page = await backend.list({ ...target, ...first });
  const rest = await backend.list({ ...target, ...first, cursor: page.next! });
  const texts = [page, rest].map(({ comments }) => comments.map(({ html }) => html.replace(/<[^>]*>/g, '')));
  expect(texts).toEqual([['Pinned', 'Four', 'Three', 'Two'], ['One']]);
});

test('comments of one millisecond are each listed once', async () => {
  const target = newTarget();
  const backend = make();
  for (const body of ['One', 'Two', 'Three', 'Four', 'Five']) await backend.submit(draftIn(target, body));
  const own = server.rows.slice(-5);
  for (const row of own.slice(1, 4)) row.created = own[1]!.created;
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await backend.list({ ...target, ...first, cursor });
    ids.push(...page.comments.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(ids.sort()).toEqual(own.map(({ id }) => id).sort());
});

test('a path counts with and without its last slash', async () => {
  const target = newTarget();
  await make().submit(draftIn(target));
  await make().submit(draftIn({ thread: { id: `${target.thread.id}/` } }));
  const page = await make().list({ ...target, ...first });
  expect([page.comments.length, page.total]).toEqual([2, 2]);
});
