import { createHmac } from 'node:crypto';
import type { lookup } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { createOutbox } from '../../../server/src/service/outbox.js';
import type { WebhookOptions } from '../../../server/src/site-options.js';
import { isPublicAddress } from '../../../server/src/webhooks/public-address.js';
import { postJson } from '../../../server/src/webhooks/post-json.js';
import { aListener, type Told } from '../support/a-listener.js';
import { openPostOffice } from '../support/post-office.js';

const secret = 'of the webhook';
const minute = 60_000;

const officeWith = (webhooks: WebhookOptions[], options: Parameters<typeof openPostOffice>[1] = {}) =>
  openPostOffice({ blog: { webhooks, fields: { email: 'optional' } } }, options);

const messages = (told: Told[]) => told.map(({ body }) => JSON.parse(body) as Record<string, never>);

describe('a webhook', () => {
  test('is told what happens to comments, signed, without an e-mail address', async () => {
    const listener = await aListener();
    const office = await officeWith([{ url: listener.url, secret, allowPrivate: true }]);
    const { id } = await office.write('Hello', { site: 'blog' });
    await office.deliver();
    await office.call('POST', `/comments/${id}/report`, { reason: 'rude' });
    await office.deliver();
    for (const decision of ['hold', 'approve', 'delete'] as const) {
      await office.moderation.decide(decision, id);
      await office.deliver();
    }
    const said = messages(listener.told);
    expect(said.map(({ event }) => event)).toEqual(['published', 'reported', 'held', 'published', 'removed']);
    expect(said[0]).toMatchObject({
      site: 'blog',
      createdAt: new Date(office.clock.time).toISOString(),
      comment: { id, html: '<p>Hello</p>', status: 'published', author: { name: 'Ada' } },
    });
    expect(said[4]).toMatchObject({ comment: { id, html: '', status: 'deleted', author: { name: '' } } });
    expect(new Set(said.map((message) => message.id)).size).toBe(5);
    for (const { headers, body } of listener.told) {
      const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['starling-signature']))!;
      expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
      expect(Number(seconds)).toBe(office.clock.time / 1000);
      expect(body).not.toContain('ada@');
    }
  });

  test('is told of what it asks for alone, and of nothing that is spam', async () => {
    const listener = await aListener();
    const webhook = { url: listener.url, secret, allowPrivate: true };
    const office = await officeWith([{ ...webhook, events: ['removed'] }]);
    const { id } = await office.write('Hello', { site: 'blog' });
    await office.moderation.decide('spam', id);
    await office.moderation.decide('delete', id);
    await office.deliver();
    expect(messages(listener.told).map(({ event }) => event)).toEqual(['removed']);
  });

  test('that is down is told later, with the same id; one that is taken out of the settings is not', async () => {
    let status = 500;
    const listener = await aListener(() => ({ status }));
    const office = await officeWith([{ url: listener.url, secret, allowPrivate: true }]);
    await office.write('Hello', { site: 'blog' });
    await office.deliver();
    await office.deliver();
    expect(listener.told).toHaveLength(1);
    const { entries } = await createOutbox(office.store, () => 0).list('all');
    expect(entries).toMatchObject([
      {
        kind: 'webhook',
        attempts: 1,
        error: expect.stringMatching(/^127\.0\.0\.1:\d+#[\w-]{8} answered 500\.$/) as string,
      },
    ]);
    status = 200;
    office.clock.time += 2 * minute;
    await office.deliver();
    const [first, second] = messages(listener.told);
    expect(second!.id).toBe(first!.id);
    expect((await createOutbox(office.store, () => 0).list('all')).entries).toEqual([]);
  });
});

/** Addresses behind which something of one's own may be. */
const inside = [
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  // As the resolver writes IPv4 inside of IPv6 by its oldest way.
  '::127.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '100::1',
  '2001:2::1',
  '2001:20::1',
  '3fff::1',
  '5f00::1',
  '2002:7f00:1::',
  '2001:db8::1',
  'fc00::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
];

const outside = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::1'];

const at = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** Names that lead where a test says, each time they are asked for. */
const naming = (...answers: string[][]): typeof lookup =>
  ((_name: string, _options: object, done: (error: null, addresses: object[]) => void) => {
    const addresses = answers.length > 1 ? answers.shift()! : answers[0]!;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;

const post = (url: string, change: Partial<Parameters<typeof postJson>[0]> = {}) =>
  postJson({ url, body: '{}', headers: {}, allowPrivate: false, ...change });

describe('webhooks never reach inside', () => {
  test.each(inside)('%s is no address of the Internet at large', async (address) => {
    expect(isPublicAddress(address)).toBe(false);
    for (const scheme of ['http', 'https']) {
      await expect(post(`${scheme}://${at(address)}/`)).rejects.toThrow(/not on the public Internet/);
      await expect(post(`${scheme}://name.example/`, { resolve: naming([address]) })).rejects.toThrow(
        /public Internet/,
      );
    }
  });

  test('while what is outside is one', () => {
    expect(outside.filter((address) => !isPublicAddress(address))).toEqual([]);
    expect(['', 'example.org', '1.2.3', '::zz'].filter(isPublicAddress)).toEqual([]);
  });

  test('by other notations of an address, or a name with several', async () => {
    const { port, told } = await aListener();
    for (const host of ['localhost', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '127.0.0.1.', '[::ffff:7f00:1]']) {
      await expect(post(`http://${host}:${port}/`), host).rejects.toThrow(/public Internet/);
    }
    const resolve = naming(['1.1.1.1', '127.0.0.1']);
    await expect(post(`http://name.example:${port}/`, { resolve })).rejects.toThrow(/public Internet/);
    expect(told).toEqual([]);
  });

  test('by a name that leads elsewhere a moment later: what is checked is what is connected to', async () => {
    const { port, told } = await aListener();
    let asked = 0;
    const answers = naming(['127.0.0.1'], ['1.1.1.1'], ['127.0.0.1']);
    const resolve = ((...parameters: Parameters<typeof lookup>) => {
      asked++;
      return answers(...parameters);
    }) as typeof lookup;
    await expect(post(`http://name.example:${port}/`, { resolve })).rejects.toThrow(/public Internet/);
    // Asked once: no second answer could be another one.
    expect([asked, told]).toEqual([1, []]);
  });

  test('by a redirect', async () => {
    const target = await aListener();
    const first = await aListener(({ url }) => ({ status: url === '/see' ? 302 : 307, location: target.url }));
    const { hostname } = new URL(first.url);
    const lenient = postJson({ url: first.url, body: '{}', headers: {}, allowPrivate: true });
    expect(await lenient).toBe(204);
    expect(target.told).toHaveLength(1);
    expect(await post(`http://${hostname}:${first.port}/see`, { allowPrivate: true })).toBe(302);
    expect(target.told).toHaveLength(1);
    // The first hop may be asked, the one that it leads to may not.
    const isPublic = (address: string) => address === '127.0.0.2';
    const outer = await aListener(() => ({ status: 308, location: target.url }), '127.0.0.2');
    await expect(post(outer.url, { isPublic })).rejects.toThrow(/127\.0\.0\.1 is not on the public Internet/);
    expect([outer.told.length, target.told.length]).toEqual([1, 1]);
    const toFile = await aListener(() => ({ status: 307, location: 'file:///etc/passwd' }));
    await expect(post(toFile.url, { allowPrivate: true })).rejects.toThrow(/no web address/);
    const round = await aListener(() => ({ status: 307, location: '/again' }));
    await expect(post(round.url, { allowPrivate: true })).rejects.toThrow(/more than 3 times/);
    expect(round.told).toHaveLength(4);
  });

  test('and one that tries is given up at once, and shown', async () => {
    const listener = await aListener();
    const office = await officeWith([{ url: listener.url, secret }]);
    await office.write('Hello', { site: 'blog' });
    await office.deliver();
    expect(listener.told).toEqual([]);
    const { entries } = await createOutbox(office.store, () => 0).list('all');
    expect(entries).toMatchObject([{ state: 'dead', error: expect.stringContaining('allowPrivate') as string }]);
  });
});
