import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../../src/backend.js';
import { checkComment, checkPage } from '../../src/testing/shapes.js';
import { dialects, poison, type Dialect } from './support/dialects.js';

/*
 * What a server sends that is broken, hijacked or hostile: every call of an adapter ends, with what the contract
 * promises or with a StarlingError.
 */

const wrong = { name: ['<b>'], url: 'javascript:alert(1)', html: poison, time: 'yesterday', number: '1e999' };

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
  const huge = (time: number, number: number) => node(comment(1, null, { time, number }), []);
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
    'null for each value': json({ errno: 0, code: 0, data: null, comments: null, replies: null, pageInfo: null }),
    'no list': json(list({ length: 3 })),
    'null among the comments': json(list([null, node(comment(1, null), [null])])),
    'comments without ids': json(list([node(comment(null, null), [])])),
    'ids that are objects': json(list([node(comment(poison, null), [comment(2, poison)])])),
    'wrong types in each field': json(list([node(comment(1, null, wrong), [node(comment(2, 1, wrong), [])])])),
    'one comment with wrong types': json(comment(1, null, wrong)),
    'numbers out of every range': json(list([huge(1e300, 1e99), huge(-1e300, -5)])),
    'one comment with numbers out of every range': json(comment(1, null, { time: 1e300, number: -1e99 })),
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
const author = { name: 'Ada', email: 'ada@example.org' };
const draft = { ...target, author, body: 'Hello' };
const first = { ...target, sort: 'newest', limit: 25 } as const;
const own = { ...target, id: '2' };
const count = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

const calls: Record<string, (backend: Backend) => Promise<unknown>> = {
  list: async (backend) => {
    const page = await backend.list(first);
    checkPage(page, true);
    if (page.next) checkPage(await backend.list({ ...first, cursor: page.next }), false);
  },
  submit: async (backend) => checkComment(await backend.submit(draft)),
  reply: async (backend) => checkComment(await backend.submit({ ...draft, parent: '77' })),
  'a reply to what is there': async (backend) => checkComment(await backend.submit({ ...draft, parent: '1' })),
  find: async (backend) => {
    const { root, path } = await backend.find!(own);
    [root, ...path].forEach(checkComment);
  },
  vote: async (backend) => {
    if (!backend.vote) return;
    const { votes, mine } = await backend.vote({ ...target, id: '1' }, 1);
    expect([count(votes.up), count(votes.down), [1, 0, -1].includes(mine)], 'votes').toEqual([true, true, true]);
  },
  edit: async (backend) => backend.edit && checkComment(await backend.edit(own, { body: 'Changed' })),
  remove: async (backend) => {
    if (!backend.remove) return;
    const removed = await backend.remove(own);
    checkComment(removed);
    expect([removed.id, removed.status, removed.html], 'removed').toEqual(['2', 'deleted', '']);
  },
  counts: async (backend) => {
    const counts = await backend.counts!({ threads: ['7', '8'] });
    expect(Object.keys(counts), 'counts').toEqual(['7', '8']);
    expect(Object.values(counts).every(count), JSON.stringify(counts)).toBe(true);
  },
  'counts of odd names': async (backend) => {
    const counts = await backend.counts!({ threads: ['/a,b', '/c'] });
    expect(Object.values(counts).every(count), JSON.stringify(counts)).toBe(true);
  },
  preview: async (backend) => backend.preview && expect(typeof (await backend.preview('Hello'))).toBe('string'),
  challenge: async (backend) => backend.challenge?.(),
  mine: async (backend) => {
    const mine = await backend.mine!(target);
    mine?.comments.forEach(checkComment);
    expect(mine?.comments.every(({ body }) => typeof body === 'string') ?? true, 'texts').toBe(true);
    expect(
      Object.values(mine?.votes ?? {}).every((value) => value === 1 || value === -1),
      'own votes',
    ).toBe(true);
    expect([null, 1, 2, 3, 4, 5]).toContain(mine?.rating ?? null);
  },
};

let visitors = 0;
describe.each(Object.entries(dialects))('%s', (_, dialect) => {
  let backend: Backend;
  beforeEach(() => {
    requests = 0;
    // A record of its own in the browser's storage each time.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${visitors++}`;
    backend = dialect.create({ url, site: 'blog', options: { timeout: 150, ...dialect.options } });
  });

  test.each(Object.entries(answersOf(dialect)))('%s ends each call', { timeout: 60_000 }, async (_, answer) => {
    send = answer;
    for (const [call, run] of Object.entries(calls)) {
      const failure = await run(backend).then(
        () => undefined,
        (cause: unknown) => cause,
      );
      if (failure !== undefined) expect(failure, `${call}: ${failure}`).toMatchObject({ name: 'StarlingError' });
    }
    expect(requests).toBeLessThan(600);
  });
});
