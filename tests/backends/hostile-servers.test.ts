import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Backend, BackendFactory } from '../../src/backend.js';
import { artalkBackend } from '../../src/backends/artalk/index.js';
import { comentarioBackend } from '../../src/backends/comentario/index.js';
import { cusdisBackend } from '../../src/backends/cusdis/index.js';
import { twikooBackend } from '../../src/backends/twikoo/index.js';
import { walineBackend } from '../../src/backends/waline/index.js';
import type { Comment } from '../../src/contract.js';

/*
 * Whatever a server sends, and if it sends nothing: every call ends, with what the contract promises or with a
 * StarlingError. What the adapters make of good answers is tested elsewhere.
 */

const adapters: Record<string, BackendFactory> = {
  waline: walineBackend,
  artalk: artalkBackend,
  twikoo: twikooBackend,
  cusdis: cusdisBackend,
  comentario: comentarioBackend,
};

/** A comment by all the names that these servers have for its parts. */
const comment = (id: number | string, parent: number | string | null, more: object = {}) => ({
  ...{ objectId: id, id, _id: id, pid: parent, rid: parent, parentId: parent },
  ...{ nick: 'Ada', by_nickname: 'Ada', authorName: 'Ada', link: 'javascript:alert(1)' },
  ...{ comment: '<p>x</p>', content_marked: '<p>x</p>', parsedContent: '<p>x</p>', html: '<p>x</p>' },
  ...{ time: 1, created: 1, date: 'yesterday', createdAt: 'yesterday', createdTime: 'yesterday' },
  ...more,
});

/** A list by all the names that these servers have for it. */
const listOf = (comments: unknown) => ({
  ...{ errno: 0, code: 0, comments, count: 3, more: true, pageInfo: { authAnonymous: true }, config: {} },
  data: Array.isArray(comments) ? Object.assign([], comments) : comments,
});
/** The same, in the envelopes that Waline and Cusdis have around it. */
const enveloped = (comments: unknown) => ({ ...listOf(comments), data: { data: comments, count: 3 } });

/** As text: what is so deep can't be made into JSON by recursion. */
const nested = (depth: number): string => {
  const levels = Array.from(
    { length: depth },
    (_, id) => `{"data":[${JSON.stringify(comment(id, null)).slice(0, -1)},"replies":`,
  );
  return `{"data":${levels.join('')}{"data":[]}${'}]}'.repeat(depth)}}`;
};

const json = (body: unknown) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};
const circle = [comment(1, 2), comment(2, 3), comment(3, 1)];
const deep = Array.from({ length: 10_000 }, (_, index) => comment(index + 1, index || null));

const answers: Record<string, (response: ServerResponse) => void> = {
  'no answer': () => {},
  'half an answer': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":'),
  'a closed connection': (response) => void response.destroy(),
  HTML: (response) => void response.end('<!DOCTYPE html><script>alert(1)</script>'),
  'HTML with status 502': (response) => void response.writeHead(502).end('<h1>Bad Gateway</h1>'),
  'a redirect': (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
  nothing: (response) => void response.end(),
  null: json(null),
  'a number': json(42),
  'an array': json([1, null, 'x']),
  'null for each value': json({ errno: 0, code: 0, data: null, comments: null, count: null, pageInfo: null }),
  'objects for arrays': json(enveloped({ length: 3 })),
  'null among the comments': json(listOf([null, comment(1, null)])),
  'null among the comments of an envelope': json(enveloped([null, comment(1, null)])),
  'comments without ids': json(enveloped([{ nick: 'Ada', comment: 'x' }])),
  'objects in each field': json(
    enveloped([comment(1, null, { nick: {}, comment: [], time: {}, like: 'x', replies: 7 })]),
  ),
  'numbers out of every range': json(
    listOf([comment(1, null, { time: 1e300, created: -1e300, ups: -5, score: 1e99 })]),
  ),
  'parents in a circle': json(listOf(circle)),
  'parents in a circle, in an envelope': json(enveloped([comment(9, null, { children: circle, replies: circle })])),
  'replies 10,000 deep': json(listOf(deep)),
  'replies 10,000 deep, in an envelope': json(enveloped([comment(0, null, { children: deep, replies: deep })])),
  'replies nested 10,000 deep': (response) => void response.end(nested(10_000)),
  'the same full page for ever': json(enveloped(Array.from({ length: 30 }, (_, index) => comment(index, null)))),
  'other comments for ever': (response) =>
    json(listOf(Array.from({ length: 30 }, () => comment(Math.random(), null))))(response),
  'an error of no known form': (response) => void response.writeHead(403).end('{"error":{"deep":[null]}}'),
};

let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => request.resume().on('end', () => answer(response)));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let visitors = 0;
let backend: Backend;
const target = { thread: { id: 'https://example.org/article' } };
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };

const calls: Record<string, (backend: Backend) => Promise<unknown> | undefined> = {
  list: async (backend) => {
    const page = await backend.list({ ...target, sort: 'newest', limit: 25 });
    expect(page.comments.every(isComment)).toBe(true);
    expect(page.next === null || typeof page.next === 'string').toBe(true);
    if (page.next) await backend.list({ ...target, sort: 'newest', limit: 25, cursor: page.next });
  },
  submit: async (backend) => expect(isComment(await backend.submit(draft))).toBe(true),
  reply: (backend) => backend.submit({ ...draft, parent: '77' }),
  find: (backend) => backend.find?.({ ...target, id: '2' }),
  vote: (backend) => backend.vote?.({ ...target, id: '2' }, 1),
  edit: (backend) => backend.edit?.({ ...target, id: '2' }, { body: 'Changed' }),
  remove: (backend) => backend.remove?.({ ...target, id: '2' }),
  counts: (backend) => backend.counts?.({ threads: ['/a', '/b', '/a,b'] }),
  preview: (backend) => backend.preview?.('Hello'),
  challenge: (backend) => backend.challenge?.(),
  mine: (backend) => backend.mine?.(target),
};

const isComment = ({ id, root, html, author, createdAt, replies = [] }: Comment): boolean =>
  [id, root, html, author.name].every((each) => typeof each === 'string') &&
  (author.url === undefined || /^https?:/.test(author.url)) &&
  !Number.isNaN(Date.parse(createdAt)) &&
  replies.every(isComment);

for (const [name, create] of Object.entries(adapters))
  describe(name, () => {
    beforeEach(() => {
      // A record of its own in the browser's storage each time.
      const url = `http://127.0.0.1:${port}/${visitors++}`;
      const options = { timeout: 150, ...(name !== 'artalk' && { token: 'token' }) };
      backend = create({ url, site: 'example.org', options });
    });

    test.each(Object.entries(answers))('%s ends each call', { timeout: 60_000 }, async (_, send) => {
      answer = send;
      for (const [call, run] of Object.entries(calls)) {
        const failure = await (async () => run(backend))().then(
          () => undefined,
          (cause: unknown) => cause,
        );
        if (failure !== undefined) expect(failure, call).toMatchObject({ name: 'StarlingError' });
      }
    });
  });
