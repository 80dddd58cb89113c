import { expect, test } from 'vitest';
import { createHttp } from '../../../src/backends/shared/http-json.js';
import { type Answer, standInServer } from '../../support/stand-in-server.js';

const http = createHttp({ timeout: 2000 });
const failed = (code: string) => ({ name: 'StarlingError', code });

test('a good answer is its status, headers and JSON', async () => {
  const { url, requests } = await standInServer((_, response) =>
    response.writeHead(202, { 'x-total': '7' }).end('{"a":1}'),
  );
  const params = { sort: '+time', id: [1, 2], none: undefined };
  const { status, headers, data } = await http(url, { params });
  expect([status, headers.get('x-total'), data]).toEqual([202, '7', { a: 1 }]);
  expect(requests[0]!.url).toBe('/?sort=%2Btime&id=1&id=2');
  await http(`${url}/?rest_route=/x`, { params: { a: 'b' } });
  expect(requests[1]!.url).toBe('/?rest_route=/x&a=b');
});

test.each([
  ['HTML', '<!doctype html>'],
  ['nothing', ''],
  ['JSON that breaks off', '{"a":'],
])('%s instead of JSON is an error with the code server, or text where that is asked for', async (_, content) => {
  const { url } = await standInServer((_, response) => response.end(content));
  await expect(http(url)).rejects.toMatchObject(failed('server'));
  expect((await http(url, { expect: 'text' })).text).toBe(content);
});

test.each([
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [413, 'too-large'],
  [429, 'rate-limited'],
  [418, 'server'],
  [502, 'server'],
])('status %i with an HTML page is an error with the code %s', async (status, code) => {
  const { url } = await standInServer((_, response) => response.writeHead(status).end('<h1>No</h1>'));
  await expect(http(url)).rejects.toMatchObject(failed(code));
});

test('what a refusal says in the words of its server comes with the error', async () => {
  const explaining = createHttp({ explain: ({ data }) => ({ code: 'closed', message: (data as Error).message }) });
  const { url } = await standInServer((_, response) =>
    response.writeHead(403, { 'retry-after': '17' }).end('{"message":"Over."}'),
  );
  await expect(explaining(url)).rejects.toMatchObject({ ...failed('closed'), message: 'Over.', retryAfter: 17 });
});

test('a read follows a redirect, a write and a read with headers of its own do not', async () => {
  const { url, requests } = await standInServer((request, response) =>
    request.url === '/to' ? response.end('{}') : response.writeHead(302, { location: '/to' }).end(),
  );
  expect((await http(`${url}/from`)).data).toEqual({});
  await expect(http(`${url}/from`, { method: 'POST', body: {} })).rejects.toMatchObject(failed('misconfigured'));
  const headers = { 'x-secret': 'x' };
  await expect(http(`${url}/from`, { headers })).rejects.toMatchObject(failed('misconfigured'));
  expect(requests.filter(({ url }) => url === '/to')).toHaveLength(1);
});

test('redirects in a circle are an error with the code network', async () => {
  const { url } = await standInServer((request, response) => response.writeHead(302, { location: request.url }).end());
  await expect(http(url)).rejects.toMatchObject(failed('network'));
});

test('a refused connection is an error with the code network', async () => {
  const { url, stop } = await standInServer(() => {});
  stop();
  await expect(http(url)).rejects.toMatchObject(failed('network'));
});

test.each<[string, Answer]>([
  ['an answer that never comes', () => {}],
  ['an answer that never ends', (_, response) => void response.writeHead(200).write('{"a":')],
])('%s is an error with the code timeout', async (_, answer) => {
  const { url } = await standInServer(answer);
  await expect(createHttp({ timeout: 100 })(url)).rejects.toMatchObject(failed('timeout'));
});

test('an answer of more than 16 MiB is given up with the code server', async () => {
  const { url } = await standInServer((_, response) => {
    const chunk = 'x'.repeat(1024 * 1024);
    const write = () => {
      while (response.write(chunk));
    };
    response.on('drain', write);
    write();
  });
  await expect(createHttp({ timeout: 20_000 })(url)).rejects.toMatchObject(failed('server'));
});

test('what the caller aborts rejects with the AbortError', async () => {
  const { url, requests } = await standInServer(() => {});
  await expect(http(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  expect(requests).toHaveLength(0);
  const controller = new AbortController();
  const call = http(url, { signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([0, -1, '15', NaN, null])('a time-out of %j throws at once', (timeout) => {
  expect(() => createHttp({ timeout })).toThrow(expect.objectContaining({ code: 'misconfigured', message: 'timeout' }));
});
