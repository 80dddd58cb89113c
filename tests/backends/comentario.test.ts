import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { comentarioBackend } from '../../src/backends/comentario/index.js';
import { backendContract } from '../../src/testing.js';
import { comentarioStandIn } from '../stand-ins/comentario.js';

const server = await comentarioStandIn();
const defaults = { ...server.domain };
afterAll(() => server.close());
afterEach(() => void Object.assign(server.domain, defaults));

const make = (options: Record<string, unknown> = {}) => comentarioBackend({ url: server.newVisitor(), options });
const signedIn = (name = 'Reader') => make({ token: server.signIn(name) });

let threads = 0;
const newTarget = () => ({ thread: { id: `https://example.org/by-hand/${threads++}` } });
const draftIn = (target: ReturnType<typeof newTarget>, body = 'Hello') => ({
  ...target,
  author: { name: 'Ada' },
  body,
});
const first = { sort: 'newest', limit: 25 } as const;
const unknownId = '00000000-0000-4000-8000-000000000000';

describe('a reader without account', () => {
  for (const { name, run } of backendContract({ create: () => make(), unknownId }))
    test(name, async (context) => void (await run(context)));
});

describe('a reader who is signed in', () => {
  const author = { name: 'Reader' };
  for (const { name, run } of backendContract({ create: () => signedIn(), unknownId, author }))
    test(name, async (context) => void (await run(context)));
});

test('the pages of one reading are one view of the page', async () => {
  const target = newTarget();
  const backend = make();
  for (const body of ['One', 'Two', 'Three']) await backend.submit(draftIn(target, body));
  const before = server.views;
  const page = await backend.list({ ...target, sort: 'newest', limit: 2 });
  await backend.list({ ...target, sort: 'newest', limit: 2, cursor: page.next! });
  expect(server.views).toBe(before + 1);
});

test('pinned comments stand on the first page only, above the others', async () => {
  const target = newTarget();
  const backend = make();
  const ids: string[] = [];
  for (const body of ['Pinned', 'One', 'Two', 'Three']) {
    ids.push((await backend.submit(draftIn(target, body))).id);
    // Of one millisecond nobody could say which is newer.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  server.rows.find(({ id }) => id === ids[0])!.isSticky = true;
  const page = await backend.list({ ...target, sort: 'newest', limit: 2 });
  const rest = await backend.list({ ...target, sort: 'newest', limit: 2, cursor: page.next! });
  expect([page, rest].map(({ comments }) => comments.map(({ id }) => ids.indexOf(id)))).toEqual([[0, 3, 2], [1]]);
});

test('more votes against than for make the number of those against', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  for (let index = 0; index < 3; index++) await signedIn().vote!({ ...target, id }, -1);
  const [comment] = (await make().list({ ...target, ...first })).comments;
  expect(comment!.votes).toEqual({ up: 0, down: 3 });
});

test('votes of those who are signed in are the server’s, whatever this browser remembers', async () => {
  const target = newTarget();
  const { id } = await make().submit(draftIn(target));
  const token = server.signIn('Reader');
  await make({ token }).vote!({ ...target, id }, -1);
  const elsewhere = make({ token });
  await elsewhere.list({ ...target, ...first });
  expect((await elsewhere.mine!(target))!.votes).toEqual({ [id]: -1 });
});

test('a domain that takes no comments without account is closed to those who have none', async () => {
  server.domain.authAnonymous = false;
  const target = newTarget();
  expect((await make().list({ ...target, ...first })).thread.closed).toBe(true);
  expect((await signedIn().list({ ...target, ...first })).thread.closed).toBe(false);
  await expect(make().submit(draftIn(target))).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a page that is read-only is a closed thread', async () => {
  server.domain.isPageReadonly = true;
  const target = newTarget();
  expect((await make().list({ ...target, ...first })).thread.closed).toBe(true);
  await expect(make().submit(draftIn(target))).rejects.toMatchObject({ code: 'closed' });
});

test('a comment that waits for a moderator is shown to its author only', async () => {
  server.domain.moderated = true;
  const target = newTarget();
  const [author, reader] = [make(), make()];
  const { id, status } = await author.submit(draftIn(target));
  expect(status).toBe('pending');
  expect((await author.mine!(target))!.comments).toMatchObject([{ id, status: 'pending' }]);
  expect((await reader.list({ ...target, ...first })).comments).toEqual([]);
});

test('what the server finds too long is told at its field', async () => {
  const target = newTarget();
  server.domain.maxCommentLength = 140;
  const invalid = { code: 'invalid', fields: expect.any(Object) };
  await expect(make().submit(draftIn(target, 'x'.repeat(141)))).rejects.toMatchObject(invalid);
  const author = { name: 'x'.repeat(64) };
  await expect(make().submit({ ...draftIn(target), author })).rejects.toMatchObject(invalid);
});

test('the server’s limit counts bytes, and is told before anything is sent', async () => {
  const target = newTarget();
  server.domain.maxCommentLength = 12;
  const backend = make();
  await backend.list({ ...target, ...first });
  const before = server.rows.length;
  const body = expect.stringContaining('12 bytes');
  await expect(backend.submit(draftIn(target, 'äöüäöüä'))).rejects.toMatchObject({ code: 'invalid', fields: { body } });
  expect(server.rows.length).toBe(before);
  expect(await backend.submit(draftIn(target, 'äöüäöü'))).toMatchObject({ status: 'published' });
});

test('a thread is host and path, whatever stands behind the path', async () => {
  const { id } = await make().submit(draftIn(newTarget()));
  const address = `http://example.org/by-hand/${threads - 1}?utm_source=x#top`;
  expect((await make().list({ thread: { id: address }, ...first })).comments).toMatchObject([{ id }]);
});

test('a host that is not registered is an error of the page', async () => {
  const elsewhere = { thread: { id: 'https://elsewhere.example/page' } };
  await expect(make().list({ ...elsewhere, ...first })).rejects.toMatchObject({ code: 'misconfigured' });
  await comentarioBackend({ url: server.url, site: 'example.org', options: {} }).list({ ...elsewhere, ...first });
});

test('moderators have their badge', async () => {
  const target = newTarget();
  await make({ token: server.signIn('Grace', true) }).submit({ ...target, author: {}, body: 'Hello' });
  const [comment] = (await make().list({ ...target, ...first })).comments;
  expect(comment!.author).toEqual({ name: 'Grace', url: 'https://example.org/', badge: 'moderator' });
});
