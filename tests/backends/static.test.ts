import { describe, expect, test } from 'vitest';
import type { ListQuery } from '../../src/backend.js';
import { staticBackend } from '../../src/backends/static/index.js';
import { escapeHtml } from '../../src/platform/escape-html.js';
import type { Seed } from '../../src/testing.js';
import { refuse, standIn } from '../support/stand-in.js';
import { testReadOnly } from './read-only-contract.js';

const toComments = (seeds: readonly Seed[]) =>
  seeds.map(({ author, body, rating, parent }, index) => ({
    id: `c${index}`,
    parent: parent === undefined ? null : `c${parent}`,
    author: { name: author.name },
    html: `<p>${escapeHtml(body)}</p>`,
    rating: rating ?? null,
    createdAt: new Date(Date.UTC(2020, 0, 1) + index * 1000).toISOString(),
    votes: { up: seeds.length - index, down: index % 2 },
  }));

let threads = 0;
const aThread = () => ({ id: `https://blog.example/posts/${threads++}` });

describe('one file of all threads', () => {
  testReadOnly(async () => {
    const file: Record<string, unknown> = {};
    const { url } = await standIn(() => ({ threads: file }));
    return {
      backend: () => staticBackend({ url: `${url}/comments.json`, options: {} }),
      thread: aThread,
      seed: ({ id }, seeds) => void (file[id] = toComments(seeds)),
    };
  });
});

describe('a file for each thread', () => {
  testReadOnly(async () => {
    const files = new Map<string, unknown>();
    const { url } = await standIn(({ pathname }, response) =>
      files.has(pathname) ? files.get(pathname) : refuse(response, 404, '<h1>Not found</h1>'),
    );
    return {
      backend: () => staticBackend({ url: `${url}/comments/{path}.json`, options: {} }),
      thread: aThread,
      seed: ({ id }, seeds) => void files.set(`/comments${new URL(id).pathname}.json`, { comments: toComments(seeds) }),
    };
  });
});

const list = (url: string, thread = 'https://blog.example/a/b') =>
  staticBackend({ url, options: {} }).list({ thread: { id: thread }, sort: 'oldest', limit: 25 });

test.each([
  ['/{thread}.json', 'https://blog.example/a?b', '/https%3A%2F%2Fblog.example%2Fa%3Fb.json'],
  ['/%7Bthread%7D.json', 'one', '/one.json'],
  ['/{path}.json', 'https://blog.example/2020/01/caf%C3%A9/', '/2020/01/caf%C3%A9.json'],
  ['/{path}.json', 'https://blog.example/', '/index.json'],
  ['/{path}.json', '../../secret', '/..%2F..%2Fsecret.json'],
])('%s with the thread %s asks for %s', async (template, thread, path) => {
  const { url, asked } = await standIn(() => []);
  await list(`${url}${template}`, thread);
  expect(asked.map(({ url }) => url.pathname)).toEqual([path]);
});

test('one file that is not there is an error: the page names a wrong one', async () => {
  const { url } = await standIn((_, response) => refuse(response, 404, '<h1>Not found</h1>'));
  await expect(list(`${url}/comments.json`)).rejects.toMatchObject({ name: 'StarlingError', code: 'not-found' });
});

test('replies may stand inside of what they answer, 10,000 deep', async () => {
  const deep = '{"id":"first","createdAt":"2020-01-01T00:00:00Z"';
  const open = (index: number) => `,"replies":[{"id":"r${index}","createdAt":"2020-01-01T00:00:00Z"`;
  const nested = Array.from({ length: 10_000 }, (_, index) => open(index)).join('');
  const { url } = await standIn((_, response) => void response.end(`[${deep}${nested}${'}]'.repeat(10_000)}}]`));
  const { comments, total } = await list(`${url}/{path}.json`);
  expect([comments.length, comments[0]!.replyCount, total]).toEqual([1, 10_000, 10_001]);
  expect(comments[0]!.replies).toContainEqual(expect.objectContaining({ id: 'r1', parent: 'r0', root: 'first' }));
});

test('what is deleted is a tombstone, and what waited for a moderator is not there', async () => {
  const gone = { id: 'a', status: 'deleted', html: 'Secret', author: { name: 'Ada' }, rating: 1 };
  const { url } = await standIn(() => [gone, { id: 'b', parent: 'a' }, { id: 'c', status: 'pending' }, { id: 'd' }]);
  const { comments, total, summary } = await list(`${url}/{path}.json`);
  expect(comments.map(({ id, status, html, author }) => [id, status, html, author.name])).toEqual([
    ['a', 'deleted', '', ''],
    ['d', 'published', '', ''],
  ]);
  expect([total, summary?.count]).toEqual([2, 0]);
});

test('ratings give a summary, and a thread without them has none', async () => {
  const { url } = await standIn(({ pathname }) =>
    pathname === '/rated.json' ? [{ id: 'a', rating: 5 }, { id: 'b', rating: 4 }, { id: 'c' }] : [{ id: 'a' }],
  );
  const rated = await list(`${url}/{thread}.json`, 'rated');
  expect(rated.summary).toMatchObject({ average: 4.5, count: 2 });
  expect(rated.thread).toMatchObject({ closed: true, ratings: 'optional' });
  expect((await list(`${url}/{thread}.json`, 'unrated')).thread).toMatchObject({ closed: true, ratings: 'off' });
});

test('the best and the worst come first where asked for, and a filter leaves the others out', async () => {
  const { url } = await standIn(() => [
    { id: 'a' },
    { id: 'b', rating: 2 },
    { id: 'c', rating: 5 },
    { id: 'd', rating: 1 },
  ]);
  const backend = staticBackend({ url: `${url}/{thread}.json`, options: {} });
  const ids = async (query: Partial<ListQuery>) =>
    (await backend.list({ thread: { id: 't' }, sort: 'newest', limit: 25, ...query })).comments.map(({ id }) => id);
  expect(await ids({ sort: 'highest' })).toEqual(['c', 'b', 'd', 'a']);
  expect(await ids({ sort: 'lowest' })).toEqual(['d', 'b', 'c', 'a']);
  expect(await ids({ rating: 5 })).toEqual(['c']);
});

test('a thread of the name of a property that every object has is empty', async () => {
  const { url } = await standIn(() => ({ threads: {} }));
  expect((await list(`${url}/all.json`, 'constructor')).comments).toEqual([]);
});

test.each([
  ['null', null],
  ['a text', 'no'],
  ['an object without comments', {}],
  ['a comment that is null', [null]],
  ['threads that hold no lists', { threads: { 'https://blog.example/a/b': 7 } }],
])('%s in place of comments is an error', async (_, body) => {
  const { url } = await standIn(() => body);
  await expect(list(`${url}/{path}.json`)).rejects.toMatchObject({ name: 'StarlingError', code: 'server' });
});

test('a page that names no file is told so', () => {
  expect(() => staticBackend({ options: {} })).toThrow(expect.objectContaining({ code: 'misconfigured' }));
});

test('a thread is found by whatever address of its page, in the file too', async () => {
  const { url } = await standIn(() => ({
    threads: { 'http://blog.example/posts/hello/': [{ id: '1', html: 'Hello' }] },
  }));
  const backend = staticBackend({ url: `${url}/comments.json`, options: {} });
  const addresses = [
    'https://blog.example/posts/hello',
    'https://blog.example/posts//hello/index.html?utm_source=x#top',
  ];
  for (const id of addresses)
    expect((await backend.list({ thread: { id }, sort: 'newest', limit: 25 })).total, id).toBe(1);
  expect(await backend.counts!({ threads: addresses })).toEqual(Object.fromEntries(addresses.map((id) => [id, 1])));
});
