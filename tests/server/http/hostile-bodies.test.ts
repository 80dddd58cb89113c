import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { whoMay } from '../../../server/src/http/api/who-may.js';
import { aDraft, aToken, base, createFixture } from '../support/fixture.js';

const writes = Object.keys(whoMay)
  .map((route) => route.split(' ') as [string, string])
  .filter(([method]) => method !== 'GET');

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each(writes)('%s %s takes a body that is nested 75,000 deep for a wrong one', async (method, path) => {
  const { call } = await createFixture();
  const token = aToken();
  for (const body of [deep(75_000), `{"x":${deep(75_000)}}`, `{"thread":${deep(75_000)},"body":${deep(1000)}}`]) {
    const { status } = await call(method, path.replaceAll(/\{\w+\}/g, 'x'), body, { token });
    expect([400, 401, 403, 404, 422]).toContain(status);
  }
});

test('no body is unpacked: a bomb is so many bytes that are no JSON', async () => {
  const { handler, list } = await createFixture();
  const send = async (body: Uint8Array<ArrayBuffer>) => {
    const headers = { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };
    const request = new Request(`${base}/api/v1/comments`, { method: 'POST', headers, body });
    return (await handler(request, { address: '203.0.113.1' })).status;
  };
  // 100 MiB, of which 100 KiB are sent.
  expect(await send(new Uint8Array(gzipSync(Buffer.alloc(100 * 1024 * 1024, 32))))).toBe(400);
  expect(await send(new Uint8Array(gzipSync(JSON.stringify(aDraft()))))).toBe(400);
  expect((await list()).body.total).toBe(0);
});

test('names that lead to what all objects share change nothing there', async () => {
  const { post, call } = await createFixture();
  const polluting = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
  const { thread, author, body } = aDraft();
  const draft = `{${polluting},"thread":${JSON.stringify(thread)},"author":{${polluting},"name":"${author.name}",
    "email":"${author.email}"},"body":"${body}"}`;
  expect((await call('POST', '/comments', draft)).status).toBe(201);
  expect((await post({ thread: { id: '__proto__' } })).status).toBe(201);
  expect((await call('GET', '/counts?thread=__proto__&thread=constructor')).body.counts).toEqual(
    JSON.parse('{"__proto__":1,"constructor":0}'),
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
