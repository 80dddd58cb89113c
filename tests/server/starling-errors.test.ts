import { expect, test } from 'vitest';
import { starlingBackend } from '../../src/backends/starling/index.js';
import { errorStatus } from '../../src/contract.js';
import { type Answer, standInServer } from '../support/stand-in-server.js';

/** A server that answers every request so, and the adapter over it. */
const standIn = async (answer: Answer, options = {}) => {
  const server = await standInServer(answer);
  return { ...server, backend: starlingBackend({ url: server.url, options }) };
};

const json =
  (body: unknown, status = 200, headers = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const target = { thread: { id: 'https://example.org/article' } };
const first = { ...target, sort: 'newest', limit: 25 } as const;
const draft = { ...target, author: { name: 'Ada' }, body: 'Hello' };
const comment = {
  id: 'a',
  parent: null,
  root: 'a',
  author: { name: 'Ada' },
  html: '<p>Hello</p>',
  rating: null,
  status: 'published',
  createdAt: '2026-01-01T00:00:00Z',
  editedAt: null,
  votes: { up: 0, down: 0 },
  replyCount: 0,
};
const page = { comments: [comment], next: null, total: 1, summary: null, thread: {} };

test.each(Object.entries(errorStatus))(
  'a problem with the code %s is an error with that code',
  async (code, status) => {
    const { backend } = await standIn(
      json({ status, code, detail: 'Because.', title: 'x', type: 'about:blank' }, status),
    );
    await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code, message: 'Because.' });
  },
);

test('the fields of a problem come with the error', async () => {
  const fields = { 'author.email': 'Must be an e-mail address.' };
  const { backend } = await standIn(json({ code: 'invalid', fields }, 422));
  await expect(backend.submit(draft)).rejects.toMatchObject({
    code: 'invalid',
    fields,
  });
});

test('the seconds of Retry-After come with the error', async () => {
  const { backend } = await standIn(json({ code: 'rate-limited' }, 429, { 'retry-after': '17' }));
  await expect(backend.submit(draft)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 17 });
});

test.each<[string, Answer]>([
  ['HTML with status 200', (_, response) => void response.writeHead(200).end('<!doctype html><p>Welcome')],
  ['HTML with status 502', (_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>')],
  ['an empty answer with status 500', (_, response) => void response.writeHead(500).end()],
  ['JSON that breaks off', (_, response) => void response.writeHead(200).end('{"comments":[')],
  ['null with status 500', json(null, 500)],
  ['an error that is a string', json('no', 500)],
  ['an error whose code is an object', json({ code: { toString: 1 }, detail: {} }, 400)],
])('%s instead of a page is an error with the code server', async (_, answer) => {
  const { backend } = await standIn(answer);
  await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code: 'server' });
});

test('a refused connection is an error with the code network', async () => {
  const { url, stop } = await standIn(json(page));
  stop();
  const backend = starlingBackend({ url, options: {} });
  await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code: 'network' });
});

test('a connection that breaks in the middle of an answer is an error with the code network', async () => {
  const { backend } = await standIn((_, response) => {
    response.writeHead(200, { 'content-length': 1000 }).write('{"comments":');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code: 'network' });
});

test('redirects in a circle are an error with the code network', async () => {
  const { backend, requests } = await standIn(
    ({ url }, response) => void response.writeHead(302, { location: url }).end(),
  );
  await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code: 'network' });
  expect(requests.length).toBeLessThan(50);
});

test.each<[string, Answer]>([
  ['an answer that never comes', () => {}],
  ['an answer that never ends', (_, response) => void response.writeHead(200).write('{"comments":')],
])('%s is an error with the code timeout', async (_, answer) => {
  const { backend } = await standIn(answer, { timeout: 100 });
  await expect(backend.list(first)).rejects.toMatchObject({ name: 'StarlingError', code: 'timeout' });
});

test('what the caller aborts rejects with the reason, not as a time-out', async () => {
  const { backend } = await standIn(() => {}, { timeout: 5_000 });
  const controller = new AbortController();
  const call = backend.list(first, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('reads send no header that needs a preflight, before a token and after', async () => {
  const { backend, requests } = await standIn((request, response) =>
    json(request.method === 'POST' ? { comment } : page)(request, response),
  );
  await backend.list(first);
  expect(await backend.mine!(target)).toBeUndefined();
  await backend.submit(draft);
  await backend.list(first);
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  const [before, , after] = requests;
  for (const { headers } of [before!, after!]) {
    expect(headers.authorization).toBeUndefined();
    expect(headers['content-type']).toBeUndefined();
  }
});

test('once this browser wrote, its reads ask past the HTTP cache', async () => {
  const { backend, requests } = await standIn((request, response) =>
    json(request.method === 'POST' ? { comment } : page)(request, response),
  );
  await backend.list(first);
  await backend.submit(draft);
  await backend.list(first);
  const reads = requests.filter(({ method }) => method === 'GET');
  expect(reads.map(({ headers }) => headers['cache-control'])).toEqual([undefined, 'max-age=0']);
});

test('writes and mine carry one token of 128 random bits', async () => {
  const { backend, requests } = await standIn(json({ comment, comments: [], votes: {}, rating: null, mine: 1 }));
  await backend.submit(draft, { idempotencyKey: 'key' });
  await backend.mine!(target);
  await backend.vote!({ ...target, id: 'a/b' }, 1);
  const tokens = requests.map(({ headers }) => /^Bearer ([\w-]{22})$/.exec(headers.authorization ?? '')?.[1]);
  expect(Buffer.from(tokens[0]!, 'base64url')).toHaveLength(16);
  expect(new Set(tokens).size).toBe(1);
  expect(requests[0]!.headers['idempotency-key']).toBe('key');
  expect(requests[2]!.url).toBe('/api/v1/comments/a%2Fb/vote?');
});

test('an adapter without an address throws at once', () => {
  expect(() => starlingBackend({ options: {} })).toThrow(expect.objectContaining({ code: 'misconfigured' }));
});
