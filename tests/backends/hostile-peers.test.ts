import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Backend, BackendFactory } from '../../src/backend.js';
import { issoBackend } from '../../src/backends/isso/index.js';
import { remark42Backend } from '../../src/backends/remark42/index.js';
import { wordpressBackend } from '../../src/backends/wordpress/index.js';
import { checkComment, checkPage } from '../../src/testing/shapes.js';

/*
 * What a server sends that is broken, hijacked or hostile: every call of an adapter ends, with what the contract
 * promises or with a StarlingError.
 */

type Raw = Record<string, unknown>;

/** How a server says what all of them say. */
interface Dialect {
  create: BackendFactory;
  comment(id: unknown, parent: unknown, more?: Raw): Raw;
  /** A comment with replies below it. */
  node(comment: Raw, replies: unknown): unknown;
  list(nodes: unknown): unknown;
}

const poison = { toString: 1, valueOf: 1 };
const wrong = { name: ['<b>'], url: 'javascript:alert(1)', html: poison, time: 'yesterday', number: '1e999' };

const dialects: Record<string, Dialect> = {
  wordpress: {
    create: wordpressBackend,
    comment: (
      id,
      parent,
      { name = 'Ada', url = '', html = '<p>x</p>', time = '2026-01-01T00:00:00', number } = {},
    ) => ({
      ...{ id, parent: parent ?? 0, post: 7, author_name: name, author_url: url, content: { rendered: html } },
      // Every comment says that there are answers to it.
      ...{ date_gmt: time, status: 'approved', starling_rating: number, _links: { children: [{}] } },
    }),
    node: (comment) => comment,
    list: (nodes) => nodes,
  },
  isso: {
    create: issoBackend,
    comment: (id, parent, { name = 'Ada', url = '', html = '<p>x</p>', time = 1, number = 1 } = {}) => ({
      ...{ id, parent, author: name, website: url, text: html, created: time, modified: time, mode: 1 },
      ...{ likes: number, dislikes: number },
    }),
    node: (comment, replies) => ({ ...comment, replies }),
    list: (nodes) => ({ replies: nodes, config: poison }),
  },
  remark42: {
    create: remark42Backend,
    comment: (id, parent, { name = 'Ada', html = '<p>x</p>', time = '2026-01-01T00:00:00Z', number = 1 } = {}) => ({
      ...{ id, pid: parent ?? '', user: { name }, text: html, time, score: number, edit: { time } },
    }),
    node: (comment, replies) => ({ comment, replies }),
    list: (nodes) => ({ comments: nodes, info: { count: 3, count_left: 9, last_comment: 'a' }, auth_providers: 7 }),
  },
};

type Send = (response: ServerResponse, request: IncomingMessage) => void;

const headers = { 'content-type': 'application/json', 'x-wp-total': '1000000', 'x-jwt': 'token' };
const json =
  (body: unknown): Send =>
  (response) =>
    void response.writeHead(200, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

const answersOf = ({ comment, node, list }: Dialect): Record<string, Send> => {
  const circle = [comment(1, 2), comment(2, 3), comment(3, 1)];
  const chain = Array.from({ length: 10_000 }, (_, index) => comment(index + 1, index || null));
  /** Text, as JSON.stringify is recursive. */
  const mark = JSON.stringify('mark');
  const [open = '', close = ''] = JSON.stringify(node(comment(1, null), ['mark'])).split(mark);
  const nested = `${open.repeat(10_000)}${JSON.stringify(node(comment(2, 1), []))}${close.repeat(10_000)}`;
  let ids = 0;
  return {
    'no answer': () => {},
    'half an answer': (response) => void response.writeHead(200, headers).write('{"a":'),
    'a closed connection': (response) => void response.destroy(),
    HTML: (response) => void response.writeHead(200).end('<!doctype html><script>alert(1)</script>'),
    'HTML with status 502': (response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'),
    'status 401 for ever': (response) => void response.writeHead(401).end('Unauthorized'),
    'a redirect': (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    nothing: (response) => void response.writeHead(200, headers).end(),
    null: json(null),
    'a number': json(42),
    'an array of anything': json([1, null, 'x', []]),
    'an object of nothing': json({}),
    'no list': json(list({ length: 3 })),
    'null among the comments': json(list([null, node(comment(1, null), [null])])),
    'comments without ids': json(list([node(comment(null, null), [])])),
    'ids that are objects': json(list([node(comment(poison, null), [comment(2, poison)])])),
    'wrong types in each field': json(list([node(comment(1, null, wrong), [node(comment(2, 1, wrong), [])])])),
    'one comment with wrong types': json(comment(1, null, wrong)),
    'parents in a circle': json(list([...circle.map((each) => node(each, circle))])),
    'replies 10,000 deep': json(list([node(chain[0]!, chain.slice(1)), ...chain.slice(1)])),
    'replies nested 10,000 deep': json(JSON.stringify(list(['mark'])).replace(mark, () => nested)),
    'the same full page for ever': json(list(Array.from({ length: 30 }, (_, id) => node(comment(id + 1, null), [])))),
    'other comments for ever': (response, request) =>
      json(list(Array.from({ length: 30 }, () => node(comment((ids += 1), null), []))))(response, request),
    'an error of no known form': (response) => void response.writeHead(403).end('{"error":{"deep":[null]},"code":{}}'),
    'an envelope of nothing': (response) =>
      void response.writeHead(200, { 'x-jwt': 'token' }).end('{"body":null,"status":{},"headers":null}'),
  };
};

let send: Send;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  request.resume().on('end', () => send(response, request));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const target = { thread: { id: '7' } };
const draft = { ...target, author: { name: 'Ada', email: 'ada@example.org' }, body: 'Hello' };
const first = { ...target, sort: 'newest', limit: 25 } as const;

const calls: Record<string, (backend: Backend) => Promise<unknown> | undefined> = {
  list: async (backend) => {
    const page = await backend.list(first);
    checkPage(page, true);
    if (page.next) checkPage(await backend.list({ ...first, cursor: page.next }), false);
  },
  submit: async (backend) => checkComment(await backend.submit(draft)),
  reply: async (backend) => checkComment(await backend.submit({ ...draft, parent: '77' })),
  find: async (backend) => {
    const { root, path } = await backend.find!({ ...target, id: '2' });
    [root, ...path].forEach(checkComment);
  },
  vote: (backend) => backend.vote?.({ ...target, id: '2' }, 1),
  edit: async (backend) =>
    backend.edit && checkComment(await backend.edit({ ...target, id: '2' }, { body: 'Changed' })),
  remove: (backend) => backend.remove?.({ ...target, id: '2' }),
  counts: (backend) => backend.counts?.({ threads: ['7', '8'] }),
  preview: (backend) => backend.preview?.('Hello'),
  mine: (backend) => backend.mine?.(target),
};

let visitors = 0;
describe.each(Object.entries(dialects))('%s', (_, dialect) => {
  let backend: Backend;
  beforeEach(() => {
    requests = 0;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${visitors++}`;
    backend = dialect.create({ url, site: 'blog', options: { timeout: 150 } });
  });

  test.each(Object.entries(answersOf(dialect)))('%s ends each call', { timeout: 60_000 }, async (_, answer) => {
    send = answer;
    for (const [call, run] of Object.entries(calls)) {
      const failure = await Promise.resolve()
        .then(() => run(backend))
        .then(
          () => undefined,
          (cause: unknown) => cause,
        );
      if (failure !== undefined) expect(failure, `${call}: ${failure}`).toMatchObject({ name: 'StarlingError' });
    }
    expect(requests).toBeLessThan(600);
  });
});
