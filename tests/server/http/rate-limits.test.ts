import { describe, expect, test } from 'vitest';
import { aToken, createFixture, type Fixture, type RequestOptions } from '../support/fixture.js';

const limits = (points: number) => ({
  comment: { points, seconds: 60 },
  reaction: { points, seconds: 60 },
  preview: { points, seconds: 60 },
  challenge: { points, seconds: 60 },
});

const preview = async ({ call }: Fixture, options: RequestOptions) =>
  (await call('POST', '/preview', { body: 'x' }, options)).status;

describe('too many of', () => {
  test.each(['comments', 'votes', 'ratings', 'reports', 'previews', 'challenges'])(
    '%s from one network are refused for a while',
    async (kind) => {
      const fixture = await createFixture({ rateLimits: limits(3), captcha: undefined });
      const { id } = await fixture.with({ captcha: 'none', rateLimits: false }).write('one');
      const send = (): Promise<{ status: number; headers: Headers; body: { code?: string } }> => {
        const token = aToken();
        if (kind === 'comments') return fixture.with({ captcha: 'none' }).post();
        if (kind === 'votes') return fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token });
        if (kind === 'ratings') return fixture.call('PUT', '/ratings', { thread: { id: 'x' }, value: 1 }, { token });
        if (kind === 'reports') return fixture.call('POST', `/comments/${id}/report`, {});
        if (kind === 'previews') return fixture.call('POST', '/preview', { body: 'x' });
        return fixture.get('/challenge');
      };
      // Each handler has limits of its own, as each process has.
      if (kind === 'comments') {
        const other = fixture.with({ captcha: 'none' });
        const statuses = [];
        for (let count = 0; count < 4; count++) statuses.push((await other.post()).status);
        expect(statuses).toEqual([201, 201, 201, 429]);
        return;
      }
      for (let count = 0; count < 3; count++) expect((await send()).status).not.toBe(429);
      const { status, headers, body } = await send();
      expect([status, body.code]).toEqual([429, 'rate-limited']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    },
  );
});

test('what a network may have rendered is limited by its length, of previews, comments and edits together', async () => {
  const fixture = await createFixture({ rateLimits: { render: { points: 1000, seconds: 60 } } });
  const token = aToken();
  const body = 'x'.repeat(300);
  const { id } = (await fixture.post({ body }, { token })).body.comment;
  expect((await fixture.call('PATCH', `/comments/${id}`, { body }, { token })).status).toBe(200);
  expect((await fixture.call('POST', '/preview', { body })).status).toBe(200);
  for (const refused of [
    await fixture.post({ body }, { token }),
    await fixture.call('PATCH', `/comments/${id}`, { body }, { token }),
    await fixture.call('POST', '/preview', { body }),
  ]) {
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await fixture.call('POST', '/preview', { body }, { address: '198.51.100.1' })).status).toBe(200);
});

describe('the limit is of the network', () => {
  test.each([
    ['198.51.100.1', '198.51.100.200', '198.51.101.1'],
    ['2001:db8:1:2::1', '2001:db8:1:ff:ffff::', '2001:db8:1:100::1'],
    ['2001:db8::1', '2001:0db8:0:1:1::2', '2001:db8:0:100::1'],
    ['::ffff:198.51.100.1', '198.51.100.2', '::ffff:198.51.101.2'],
  ])('so that %s and %s share one, and %s has another', async (one, same, other) => {
    const fixture = await createFixture({ rateLimits: limits(1) });
    expect(await preview(fixture, { address: one })).toBe(200);
    expect(await preview(fixture, { address: same })).toBe(429);
    expect(await preview(fixture, { address: other })).toBe(200);
  });
});

describe('X-Forwarded-For', () => {
  const by = (forwarded: string, address = '10.0.0.1'): RequestOptions => ({
    address,
    headers: { 'X-Forwarded-For': forwarded },
  });

  test('of anybody is not believed', async () => {
    const fixture = await createFixture({ rateLimits: limits(1) });
    expect(await preview(fixture, by('198.51.100.1', '203.0.113.9'))).toBe(200);
    expect(await preview(fixture, by('198.51.101.1', '203.0.113.9'))).toBe(429);
  });

  test('of a trusted proxy is believed, as far as trusted proxies wrote it', async () => {
    const fixture = await createFixture({
      rateLimits: limits(1),
      trustedProxies: ['10.0.0.0/8', '2001:db8:ffff::/48'],
    });
    expect(await preview(fixture, by('198.51.100.1'))).toBe(200);
    expect(await preview(fixture, by('198.51.101.1'))).toBe(200);
    expect(await preview(fixture, by('198.51.101.1'))).toBe(429);
    // What the visitor wrote itself stands to the left.
    expect(await preview(fixture, by('192.0.2.1, 198.51.101.1'))).toBe(429);
    expect(await preview(fixture, by('192.0.2.1, 198.51.101.1, 10.1.1.1'))).toBe(429);
    expect(await preview(fixture, by('192.0.2.1', '2001:db8:ffff::1'))).toBe(200);
    expect(await preview(fixture, by('192.0.2.2', '2001:db8:fffe::1'))).toBe(200);
    expect(await preview(fixture, by('192.0.3.2', '2001:db8:fffe::1'))).toBe(429);
    expect(await preview(fixture, by('garbage'))).toBe(200);
    expect(await preview(fixture, by(''))).toBe(429);
  });

  test.each(['10.0.0.0/33', 'x', '10.0.0.0/', '10.0.0.0/8/8', '::/129', ''])(
    'from no network %o is a mistake',
    async (wrong) => {
      await expect(createFixture({ trustedProxies: [wrong] })).rejects.toThrow(RangeError);
    },
  );
});

test.each(['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'])(
  'comments from this machine, %s, are limited too: a proxy that nobody named may be passing them on',
  async (address) => {
    const fixture = await createFixture({ rateLimits: limits(1) });
    const post = async (headers = {}) => (await fixture.post({}, { address, headers })).status;
    expect([await post(), await post()]).toEqual([201, 429]);
    expect(await post({ 'X-Forwarded-For': '198.51.100.1' })).toBe(429);
  },
);

test('the default limits let a hundred visitors of one network vote at once', async () => {
  const fixture = await createFixture({ rateLimits: {} });
  const { id } = await fixture.write('one');
  const votes = Array.from({ length: 100 }, () =>
    fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() }),
  );
  expect((await Promise.all(votes)).every(({ status }) => status === 200)).toBe(true);
});
