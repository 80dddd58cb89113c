import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { aToken, base, createFixture, fixtureOver, type Fixture } from '../support/fixture.js';
import { readEvents } from '../support/read-events.js';

const follow = async (
  { handler }: Fixture,
  query: Record<string, string | number> = {},
  { headers = {}, address = '203.0.113.1' }: { headers?: Record<string, string>; address?: string } = {},
) => {
  const search = new URLSearchParams({ thread: 'a thread' });
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return handler(new Request(`${base}/api/v1/events?${search}`, { headers }), { address });
};

const following = async (...request: Parameters<typeof follow>) => readEvents(await follow(...request));

const versionOf = async ({ list }: Fixture): Promise<number> => (await list()).body.version!;

describe('the events of a thread', () => {
  test('are a stream that no proxy may keep back, open to every page', async () => {
    const response = await follow(await createFixture(), {}, { headers: { Origin: 'https://anywhere.example' } });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    await response.body!.cancel();
  });

  test('tell of a new comment, with what the thread counts now, under its version', async () => {
    const fixture = await createFixture();
    const events = await following(fixture);
    const { id } = await fixture.write('Hello', { rating: 4 });
    const [comment, thread] = await events.next(2);
    expect(comment).toMatchObject({ event: 'comment', data: { id, html: '<p>Hello</p>', status: 'published' } });
    expect(comment).not.toHaveProperty('id');
    expect(thread).toEqual({
      event: 'thread',
      id: String(await versionOf(fixture)),
      data: {
        total: 1,
        closed: false,
        summary: { average: 4, count: 1, distribution: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 } },
      },
    });
    expect(events.text).not.toContain('example.org');
  });

  test('tell of edits, of what is gone, and of a thread that is closed', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const { id } = await fixture.write('Before', {}, token);
    const events = await following(fixture);
    await fixture.call('PATCH', `/comments/${id}`, { body: 'After' }, { token });
    expect(await events.next()).toMatchObject([{ event: 'comment', data: { id, html: '<p>After</p>' } }]);
    await fixture.moderation.decide('hold', id);
    expect(await events.next(2)).toMatchObject([
      { event: 'removed', data: { id } },
      { event: 'thread', data: { total: 0 } },
    ]);
    await fixture.moderation.setClosed({ site: '', thread: 'a thread', closed: true });
    expect(await events.next()).toMatchObject([{ event: 'thread', data: { total: 0, closed: true } }]);
  });

  test('say nothing of what waits for a moderator, until it is approved', async () => {
    const fixture = await createFixture({ moderation: 'all' });
    const events = await following(fixture);
    const { id } = await fixture.write('Secret words');
    expect(await events.until(400)).toEqual([]);
    await fixture.moderation.approve(id);
    expect(await events.next(2)).toMatchObject([{ event: 'comment', data: { id } }, { event: 'thread' }]);
  });

  test('tell of votes at most once a second, and of all in the end', async () => {
    const fixture = await createFixture();
    const { id } = await fixture.write('Hello');
    const events = await following(fixture);
    const begin = performance.now();
    for (let voter = 1; voter <= 12; voter++) {
      await fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() });
      await setTimeout(100);
    }
    const took = performance.now() - begin;
    const told = await events.until(1300);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(Math.ceil(took / 1000) + 1);
    expect(told.at(-1)).toMatchObject({
      event: 'comment',
      data: { votes: { up: 12, down: 0 } },
      id: String(await versionOf(fixture)),
    });
  });

  test('do not keep a new comment waiting while votes wait', async () => {
    const fixture = await createFixture();
    const { id } = await fixture.write('Hello');
    const events = await following(fixture);
    const vote = () => fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() });
    await vote();
    await events.next();
    await vote();
    const { id: other } = await fixture.write('Quick');
    const begin = performance.now();
    const [comment, thread] = await events.next(2);
    expect(performance.now() - begin).toBeLessThan(600);
    expect(comment).toMatchObject({ data: { id: other } });
    // Who is cut off here must not miss the vote.
    expect(thread).not.toHaveProperty('id');
    expect(await events.next()).toMatchObject([{ data: { id, votes: { up: 2 } }, id: expect.any(String) }]);
    expect(await events.until(1200)).toEqual([]);
  });

  test('begin after the version that a page has, or the last that was heard', async () => {
    const fixture = await createFixture();
    await fixture.write('First');
    const after = await versionOf(fixture);
    const { id: second } = await fixture.write('Second');
    const between = await versionOf(fixture);
    const { id: third } = await fixture.write('Third');
    const missed = await following(fixture, { after });
    expect(await missed.next(3)).toMatchObject([
      { data: { id: second } },
      { data: { id: third } },
      { event: 'thread', data: { total: 3 }, id: String(await versionOf(fixture)) },
    ]);
    const resumed = await following(fixture, { after }, { headers: { 'Last-Event-ID': String(between) } });
    expect(await resumed.next(2)).toMatchObject([{ data: { id: third } }, { event: 'thread' }]);
    const current = await following(fixture, { after: await versionOf(fixture) });
    expect(await current.until(300)).toEqual([]);
  });

  test('tell who was away for too long, or is of another time, to read anew', async () => {
    const fixture = await createFixture();
    await fixture.write('First');
    const old = await versionOf(fixture);
    await fixture.write('Second');
    const now = await versionOf(fixture);
    expect(await (await following(fixture, { after: now + 1000 })).next()).toMatchObject([{ event: 'reset' }]);
    await fixture.store.purge(Date.now() + 20 * 60 * 1000);
    expect(await (await following(fixture, { after: old })).next()).toMatchObject([{ event: 'reset' }]);
    expect(await (await following(fixture, { after: now })).until(300)).toEqual([]);
    const { id } = await fixture.write('Third');
    // It was quiet for long, but nothing is missing.
    expect(await (await following(fixture, { after: now })).next()).toMatchObject([{ data: { id } }]);
  });

  test('say so where too much happened to tell it one by one', async () => {
    const fixture = await createFixture();
    await fixture.write('First');
    const after = await versionOf(fixture);
    await Promise.all(Array.from({ length: 51 }, (_, index) => fixture.write(`Comment ${index}`)));
    expect(await (await following(fixture, { after })).next(2)).toMatchObject([
      { event: 'reset', data: {} },
      { event: 'thread', data: { total: 52 } },
    ]);
  });

  test('reach those who follow at another process on the same database', async () => {
    const fixture = await createFixture();
    const address = fixture.path.startsWith('postgres') ? fixture.path : `sqlite:${fixture.path}`;
    const store = await openStore(address);
    const elsewhere = fixtureOver(store, fixture.path, {});
    const events = await following(elsewhere);
    // Until it listens.
    await setTimeout(1500);
    const begin = performance.now();
    const { id } = await fixture.write('Hello');
    expect(await events.next()).toMatchObject([{ event: 'comment', data: { id } }]);
    expect(performance.now() - begin).toBeLessThan(2000);
    await events.cancel();
    await store.close();
  });

  test('are told to all who follow, each thread its own', async () => {
    const fixture = await createFixture();
    const all = await Promise.all(Array.from({ length: 40 }, () => following(fixture)));
    const other = await following(fixture, { thread: 'another' });
    const { id } = await fixture.write('Hello');
    for (const events of all) expect(await events.next()).toMatchObject([{ data: { id } }]);
    expect(await other.until(200)).toEqual([]);
  });

  test('are refused past fifty streams of a network, until one has ended', async () => {
    const fixture = await createFixture();
    const streams = await Promise.all(Array.from({ length: 50 }, () => following(fixture)));
    const refused = await follow(fixture);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({ code: 'rate-limited' });
    const elsewhere = await following(fixture, {}, { address: '198.51.100.1' });
    await streams[0]!.cancel();
    const again = await follow(fixture);
    expect(again.status).toBe(200);
    await again.body!.cancel();
    await elsewhere.cancel();
  });

  test('are not kept open for HEAD, which reads none', async () => {
    const fixture = await createFixture({ eventStreams: { most: 2 } });
    for (let index = 0; index < 5; index++) {
      const request = new Request(`${base}/api/v1/events?thread=a+thread`, { method: 'HEAD' });
      const { status, headers, body } = await fixture.handler(request, { address: '203.0.113.1' });
      expect([status, headers.get('content-type'), body]).toEqual([200, 'text/event-stream', null]);
    }
    const events = await following(fixture);
    const { id } = await fixture.write('Hello');
    expect(await events.next()).toMatchObject([{ data: { id } }]);
  });

  test('show again and again that the connection is alive', async () => {
    const fixture = await createFixture({ eventStreams: { beat: 100 } });
    const begin = performance.now();
    const events = await following(fixture);
    await vi.waitFor(() => expect(events.text).toMatch(/^retry: \d+\n\n(:\n\n){3,}$/), 5000);
    expect(performance.now() - begin).toBeGreaterThan(290);
  });

  test('cut off a client that reads nothing, which may come again', async () => {
    const fixture = await createFixture({ eventStreams: { beat: 1 } });
    const response = await follow(fixture);
    const text = 'word '.repeat(1900);
    for (let index = 0; index < 40; index++) await fixture.write(`${text} ${index}`);
    const begin = performance.now();
    let error: unknown;
    const reader = response.body!.getReader();
    while (performance.now() - begin < 5000) {
      await setTimeout(200);
      error = await reader.closed.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error) break;
    }
    expect(String(error)).toContain('too slowly');
  });

  test('end when the server stops', async () => {
    const stopping = new AbortController();
    const fixture = await createFixture({ signal: stopping.signal });
    const events = await following(fixture);
    stopping.abort();
    await events.ended;
    expect((await follow(fixture)).status).toBe(503);
  });

  test('need a thread, and a site where there are several', async () => {
    const fixture = await createFixture({ sites: ['one', 'two'] });
    expect((await follow(fixture)).status).toBe(422);
    expect((await follow(fixture, { site: 'one', after: 'x' })).status).toBe(422);
    expect((await fixture.get('/events?site=one')).status).toBe(422);
  });
});
