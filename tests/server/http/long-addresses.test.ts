import { expect, test } from 'vitest';
import { aToken, createFixture, origin, type Fixture } from '../support/fixture.js';
import { quickScrypt, withKey, type Call } from '../support/moderators.js';

const mebibyte = 1024 * 1024;
const bytesOf = (body: unknown) => Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body));

/** As long as each of them may be; as JSON, or once the URL parser wrote it, twelve times as long and more. */
const threadOf = (number: number) => ({
  id: `${number}`.padEnd(2048, '\u0001'),
  url: `${origin}/${number}?${'🐦'.repeat(2000)}`,
  title: '<'.repeat(300),
});

const publicUrl = 'https://talk.example';

/** Short comments in as many threads of long names. */
const filled = async (count: number) => {
  const fixture = await createFixture({ origins: [origin], scrypt: quickScrypt, publicUrl });
  const ids: string[] = [];
  for (let number = 0; number < count; number++)
    ids.push((await fixture.write(`${number}`, { thread: threadOf(number) })).id);
  return { fixture, ids, call: await withKey(fixture, 'owner') };
};

/** Everything of a list, page by page, none of them too large. */
const walk = async <T>(call: Call, path: string, listOf: (body: Record<string, unknown>) => T[]): Promise<T[]> => {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const { status, body } = await call('GET', `${path}?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    expect([path, status]).toEqual([path, 200]);
    expect(bytesOf(body)).toBeLessThanOrEqual(mebibyte);
    const list = listOf(body as unknown as Record<string, unknown>);
    expect(list.length).toBeGreaterThan(0);
    all.push(...list);
    cursor = body.next;
  } while (cursor !== null);
  return all;
};

test('what moderators look through is at most 1 MiB a page, and goes on', async () => {
  const { call, ids } = await filled(90);
  const comments = await walk(call, '/comments', ({ comments }) => comments as { id: string }[]);
  expect(comments.map(({ id }) => id)).toEqual(ids.toReversed());
  const threads = await walk(call, '/threads', ({ threads }) => threads as { thread: string }[]);
  expect(threads.map(({ thread }) => Number.parseInt(thread))).toEqual(ids.map((_, index) => index).toReversed());
  for (const closed of [true, false])
    for (let number = 0; number < 90; number++) {
      await call('PATCH', '/threads', { site: '', thread: threadOf(number).id, closed });
    }
  const log = await walk(call, '/log', ({ log }) => log as { thread: string }[]);
  expect(log).toHaveLength(180);
  expect(new Set(log.map(({ thread }) => Number.parseInt(thread))).size).toBe(90);
}, 60_000);

test('a comment that hundreds reported is shown with their latest words', async () => {
  const { fixture, call, ids } = await filled(1);
  for (let number = 0; number < 260; number++) {
    await fixture.call('POST', `/comments/${ids[0]}/report`, { reason: `${number}`.padEnd(1000, '\u0001') });
  }
  for (const path of ['/comments', `/comments/${ids[0]}`]) {
    const { body } = await call('GET', path);
    expect(bytesOf(body)).toBeLessThanOrEqual(mebibyte);
    const { reports } = (body.comment ?? body.comments[0]) as unknown as { reports: { reason: string }[] };
    const numbers = reports.map(({ reason }) => Number.parseInt(reason));
    expect(numbers).toEqual(numbers.map((_, index) => 260 - numbers.length + index));
    expect(numbers.length).toBeGreaterThan(20);
  }
}, 60_000);

test.each(['atom', 'json'])(
  'a feed of pages with long addresses is at most 1 MiB, and has the newest: %s',
  async (of) => {
    const { fixture } = await filled(50);
    const text = await feedOf(fixture, of);
    expect(bytesOf(text)).toBeLessThanOrEqual(mebibyte);
    expect(text).toContain('<p>49</p>');
    expect(text.match(/<p>\d+<\/p>/g)!.length).toBeGreaterThan(10);
  },
);

const feedOf = async ({ handler }: Fixture, format: string): Promise<string> =>
  (await handler(new Request(`${publicUrl}/feeds/comments.${format}`))).text();

test('a page of short comments whose writers have long addresses is at most 1 MiB', async () => {
  const { fixture } = await filled(0);
  const open = fixture.with({ fields: { name: 'required', email: 'hidden', url: 'optional' } });
  const url = `https://a.example/?${'🐦'.repeat(2000)}`;
  for (let number = 0; number < 60; number++)
    await open.write('x', { author: { name: '"'.repeat(80), url } }, aToken());
  const first = await fixture.list({ limit: 100 });
  expect(bytesOf(first.body)).toBeLessThanOrEqual(mebibyte);
  const rest = await fixture.list({ limit: 100, cursor: first.body.next! });
  expect(first.body.comments.length + rest.body.comments.length).toBe(60);
});
