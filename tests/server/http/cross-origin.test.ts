import { describe, expect, test } from 'vitest';
import { aToken, base, createFixture, origin } from '../support/fixture.js';

const from = (value: string) => ({ headers: { Origin: value } });
const allowed = (headers: Headers) => headers.get('access-control-allow-origin');

describe('a page of a listed origin', () => {
  test('may write and read what is not public', async () => {
    const { call, post } = await createFixture({ origins: [origin, 'https://other.example'], captcha: undefined });
    const options = { ...from(origin), token: aToken() };
    for (const { headers } of [
      await post({}, options),
      await call('GET', '/mine?thread=x', undefined, options),
      await call('GET', '/challenge', undefined, options),
      await call('GET', '/comments', undefined, options),
    ]) {
      expect(allowed(headers)).toBe(origin);
      expect(headers.get('vary')).toBe('Origin');
      expect(headers.get('access-control-expose-headers')).toBe('Retry-After, ETag, Date');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('gets the preflight of a write answered', async () => {
    const { handler } = await createFixture({ origins: [origin] });
    const preflight = (from: string) =>
      handler(
        new Request(`${base}/api/v1/comments`, {
          method: 'OPTIONS',
          headers: { Origin: from, 'Access-Control-Request-Method': 'POST' },
        }),
      );
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(allowed(headers)).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, Idempotency-Key, Starling-Identity',
    );
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(headers.get('access-control-allow-methods')).toContain(method);
    }
    expect(headers.get('vary')).toBe('Origin');
    const other = await preflight('https://evil.example');
    expect(allowed(other.headers)).toBeNull();
    expect(other.headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('a page of another origin', () => {
  test.each([
    'https://evil.example',
    'http://blog.example',
    'https://blog.example:444',
    'https://blog.example.evil.example',
    'null',
  ])('such as %s writes nothing, and reads only what is public', async (other) => {
    const { call, list, post } = await createFixture({ origins: [origin] });
    const token = aToken();
    const refused = await post({}, { ...from(other), token });
    expect([refused.status, refused.body.code, allowed(refused.headers)]).toEqual([403, 'forbidden', null]);
    const rated = await call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 1 }, { ...from(other), token });
    expect(rated.status).toBe(403);
    for (const path of ['/mine?thread=x', '/challenge']) {
      const { status, body } = await call('GET', path, undefined, { ...from(other), token });
      expect([path, status, body.code]).toEqual([path, 403, 'forbidden']);
    }
    expect((await list()).body).toMatchObject({ total: 0, summary: { count: 0 } });
    expect(allowed((await call('GET', '/mine?thread=x', undefined, { ...from(other), token })).headers)).toBeNull();
    expect(allowed((await call('GET', '/comments?thread=x', undefined, from(other))).headers)).toBe('*');
  });
});

test('where no origin is listed, the server’s own pages write, and nobody else’s', async () => {
  const { post } = await createFixture();
  expect((await post({}, from(base))).status).toBe(201);
  // Behind a proxy that ends TLS the page’s scheme is another.
  expect((await post({}, from(base.replace('http:', 'https:')))).status).toBe(201);
  expect((await post({}, from('https://blog.example'))).status).toBe(403);
  expect((await post()).status).toBe(201);
});

test.each(['blog.example', 'https://blog.example/path', 'ftp://blog.example', '*'])(
  'an origin that is none, such as %s, is a mistake that is said at once',
  async (wrong) => {
    await expect(createFixture({ origins: [wrong] })).rejects.toThrow(RangeError);
  },
);

test('a page whose scheme is not of the web is none of the server’s own', async () => {
  const { post } = await createFixture();
  expect((await post({}, from(base.replace('http:', 'ftp:')))).status).toBe(403);
});

test('the owner hears of an origin that is not listed, once, and of the option that lists it', async () => {
  const told: unknown[] = [];
  const logger = { warn: (context: object, message: string) => told.push({ ...context, message }), error: () => {} };
  const { post, handler } = await createFixture({ origins: [origin], logger });
  const preflight = (from: string) =>
    handler(new Request(`${base}/api/v1/comments`, { method: 'OPTIONS', headers: { Origin: from } }));
  await preflight('https://new.example');
  await post({}, from('https://new.example'));
  await post({}, from('https://other.example'));
  await post({}, from(origin));
  await preflight(base);
  const message = expect.stringContaining('--origin') as unknown;
  expect(told).toEqual([
    { origin: 'https://new.example', message },
    { origin: 'https://other.example', message },
  ]);
});
