import { expect, test } from 'vitest';
import { memoryBackend } from '../../src/backends/memory/index.js';
import type { Comment } from '../../src/contract.js';
import { backendContract } from '../../src/testing.js';

const make = (options: Record<string, unknown> = {}) => memoryBackend({ options });
const target = { thread: { id: 'https://example.org/article' } };
const first = { ...target, sort: 'newest', limit: 25 } as const;
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };
const names = (comments: Comment[]) => comments.map(({ author }) => author.name);

const thread = { fields: { name: 'required', email: 'required', url: 'optional' } };
for (const { name, run } of backendContract({ create: () => make({ store: 'contract', thread }) })) test(name, run);

test('backends without a store name have comments of their own', async () => {
  await make().submit(draft);
  expect((await make().list(first)).total).toBe(0);
});

test('comments given as an option are there from the start, in their places', async () => {
  const backend = make({
    comments: [
      { id: 'a', author: { name: 'Old' }, body: 'One\nline\n\nTwo <b>', createdAt: '2026-01-01T00:00:00Z', rating: 4 },
      {
        id: 'b',
        author: { name: 'Pinned', badge: 'owner' },
        html: '<p>Rich</p>',
        createdAt: '2025-01-01T00:00:00Z',
        pinned: true,
      },
      { id: 'c', author: { name: 'Reply' }, body: 'Yes', parent: 'a', votes: { up: 3, down: 1 } },
      { id: 'd', author: { name: 'New' }, body: 'New', createdAt: '2026-02-01T00:00:00Z' },
      { id: 'e', author: { name: 'Elsewhere' }, body: 'No', thread: 'other' },
      { id: 'f', author: { name: 'Waiting' }, body: 'No', status: 'pending' },
    ],
  });
  const page = await backend.list({ ...first, limit: 1 });
  expect(names(page.comments)).toEqual(['Pinned', 'New']);
  expect(page.comments[0]).toMatchObject({ html: '<p>Rich</p>', pinned: true, author: { badge: 'owner' } });
  const { comments } = await backend.list({ ...first, limit: 1, cursor: page.next! });
  expect(names(comments)).toEqual(['Old']);
  expect(comments[0]).toMatchObject({ html: '<p>One<br>line</p><p>Two &lt;b&gt;</p>', rating: 4, replyCount: 1 });
  expect(comments[0]!.replies).toMatchObject([{ id: 'c', parent: 'a', root: 'a', votes: { up: 3, down: 1 } }]);
  expect(page).toMatchObject({ total: 4, summary: { average: 4, count: 1 } });
});

test('the share of votes counts for helpful, not their number', async () => {
  const author = { name: 'Grace' };
  const backend = make({
    comments: [
      { id: 'many', author, body: 'x', votes: { up: 60, down: 40 } },
      { id: 'one', author, body: 'x', votes: { up: 1, down: 0 } },
      { id: 'liked', author, body: 'x', votes: { up: 90, down: 10 } },
      { id: 'disliked', author, body: 'x', votes: { up: 0, down: 9 } },
    ],
  });
  const { comments } = await backend.list({ ...first, sort: 'helpful' });
  expect(comments.map(({ id }) => id)).toEqual(['liked', 'many', 'one', 'disliked']);
});

test('a moderated thread shows a new comment to its author only', async () => {
  const options = { store: 'moderated', moderation: 'all' };
  const [author, reader] = [make(options), make(options)];
  expect(await author.submit({ ...draft, rating: 3 })).toMatchObject({ status: 'pending', replyCount: 0 });
  expect(await reader.list(first)).toMatchObject({ comments: [], total: 0, summary: { count: 0 } });
  expect((await author.mine!(target))!.comments).toMatchObject([{ status: 'pending', body: 'Hello' }]);
  expect(await reader.mine!(target)).toBeUndefined();
});

test('a closed thread takes neither comments nor stars', async () => {
  const backend = make({ thread: { closed: true } });
  await expect(backend.submit(draft)).rejects.toMatchObject({ code: 'closed' });
  await expect(backend.rate!(target, 5)).rejects.toMatchObject({ code: 'closed' });
});

test('the first write of a visitor passes the captcha, later ones need none', async () => {
  const backend = make({ thread: { captcha: { provider: 'altcha' } } });
  await expect(backend.submit(draft)).rejects.toMatchObject({ code: 'captcha' });
  const captcha = { provider: 'altcha', token: 'solved' };
  await backend.submit({ ...draft, captcha });
  await backend.submit({ ...draft, body: 'Once more' });
  expect((await backend.list(first)).total).toBe(2);
});

test('a comment can’t be changed after the edit window', async () => {
  const backend = make({ thread: { editWindow: -1 } });
  const { id } = await backend.submit(draft);
  await expect(backend.edit!({ ...target, id }, { body: 'Late' })).rejects.toMatchObject({ code: 'expired' });
});

test('ratings and votes that are off are refused', async () => {
  const author = { name: 'Grace' };
  const backend = make({ thread: { ratings: 'off', votes: false }, comments: [{ id: 'a', author, body: 'x' }] });
  await expect(backend.submit({ ...draft, rating: 5 })).rejects.toMatchObject({
    fields: { rating: expect.any(String) },
  });
  await expect(backend.rate!(target, 5)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(backend.vote!({ ...target, id: 'a' }, 1)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a cursor of another sort is refused', async () => {
  const backend = make();
  await backend.submit(draft);
  await backend.submit({ ...draft, body: 'Two' });
  const { next } = await backend.list({ ...first, limit: 1 });
  await expect(backend.list({ ...first, sort: 'oldest', cursor: next! })).rejects.toMatchObject({ code: 'invalid' });
  await expect(backend.list({ ...first, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' });
});

test('replies below a tombstone keep their whole branch', async () => {
  const backend = make();
  const root = await backend.submit(draft);
  const reply = await backend.submit({ ...draft, parent: root.id });
  const deep = await backend.submit({ ...draft, parent: reply.id });
  await backend.remove!({ ...target, id: reply.id });
  const { path } = await backend.find!({ ...target, id: deep.id });
  expect(path.map(({ id, status }) => [id, status])).toEqual([
    [reply.id, 'deleted'],
    [deep.id, 'published'],
  ]);
  await backend.remove!({ ...target, id: deep.id });
  await expect(backend.find!({ ...target, id: reply.id })).rejects.toMatchObject({ code: 'not-found' });
});

test.each([
  [{ comments: 'none' }, 'comments'],
  [{ comments: [{ body: 'By nobody' }] }, 'comments[0]'],
  [{ comments: [{ author: { name: 'A' }, parent: 'missing' }] }, 'comments[0]'],
  [{ comments: [{ author: { name: 'A' }, createdAt: 'yesterday' }] }, 'comments[0]'],
  [{ moderation: 'some' }, 'moderation'],
  [{ thread: 'closed' }, 'thread'],
])('wrong options %j throw at once and name %s', (options, message) => {
  expect(() => make(options)).toThrow(expect.objectContaining({ code: 'misconfigured', message }));
});
