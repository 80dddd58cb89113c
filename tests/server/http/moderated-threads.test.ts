import { describe, expect, test } from 'vitest';
import type { ModeratedThread } from '../../../server/src/service/moderated-threads.js';
import { createFixture } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const filled = async () => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now });
  const write = async (id: string, site: string, title?: string) => {
    clock.now += 1000;
    return fixture.write('Hello', { site, thread: { id, title } });
  };
  await write('https://blog.example/pears', 'one', 'About pears');
  await write('https://blog.example/100%25_apples', 'one', 'About Äpfel');
  await write('plums', 'two', 'About plums');
  return { clock, fixture, write };
};

const threadsOf = async (call: Call, query: Record<string, string> = {}) => {
  const { status, body } = await call('GET', `/threads?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body as unknown as { threads: ModeratedThread[]; next: string | null };
};

const ids = ({ threads }: { threads: ModeratedThread[] }) => threads.map(({ thread }) => thread);

describe('the list of threads', () => {
  test('has the newest first, with what is counted, by pages', async () => {
    const { fixture, write } = await filled();
    const call = await signedIn(fixture, 'olga', 'owner');
    await write('https://blog.example/pears', 'one');
    const first = await threadsOf(call, { limit: '2' });
    expect(ids(first)).toEqual(['plums', 'https://blog.example/100%25_apples']);
    const second = await threadsOf(call, { limit: '2', cursor: first.next! });
    expect(second).toEqual({
      threads: [
        {
          site: 'one',
          thread: 'https://blog.example/pears',
          title: 'About pears',
          url: null,
          closed: false,
          total: 2,
          lastAt: '2026-03-01T12:00:04.000Z',
        },
      ],
      next: null,
    });
    expect((await call('GET', '/threads?cursor=x')).status).toBe(422);
  });

  test('is of one’s own sites, and of one that is named', async () => {
    const { fixture } = await filled();
    const call = await signedIn(fixture, 'ada', 'moderator', ['two', 'three']);
    expect(ids(await threadsOf(call))).toEqual(['plums']);
    expect((await call('GET', '/threads?site=one')).status).toBe(404);
    const olga = await signedIn(fixture, 'olga', 'owner');
    expect(ids(await threadsOf(olga, { site: 'two' }))).toEqual(['plums']);
  });

  test('is searched by words of title, address and id, as they are written', async () => {
    const { fixture } = await filled();
    const call = await signedIn(fixture, 'olga', 'owner');
    const found = async (q: string) => ids(await threadsOf(call, { q }));
    expect(await found('PEARS about')).toEqual(['https://blog.example/pears']);
    expect(await found('100%25_')).toEqual(['https://blog.example/100%25_apples']);
    expect(await found('pe_rs')).toEqual([]);
    expect(await found('%')).toEqual(['https://blog.example/100%25_apples']);
    expect(await found(' ')).toHaveLength(3);
  });
});

describe('a thread', () => {
  test('is closed, opened, renamed and given an address, each of which the log tells', async () => {
    const { fixture } = await filled();
    const call = await signedIn(fixture, 'ada', 'moderator', ['one']);
    const thread = 'https://blog.example/pears';
    const update = (change: object) => call('PATCH', '/threads', { site: 'one', thread, ...change });
    expect((await update({ closed: true, title: 'Pears', url: 'https://blog.example/new' })).body).toMatchObject({
      thread,
      closed: true,
      title: 'Pears',
      url: 'https://blog.example/new',
    });
    expect((await fixture.post({ site: 'one', thread: { id: thread } })).body.code).toBe('closed');
    expect((await update({ closed: false, url: null })).body).toMatchObject({
      closed: false,
      title: 'Pears',
      url: null,
    });
    await update({ closed: false });
    const { log } = (await call('GET', '/log')).body as unknown as { log: { action: string; detail?: string }[] };
    expect(log.map(({ action }) => action)).toEqual(['rename', 'open', 'rename', 'close']);
    expect(JSON.parse(log[2]!.detail!)).toEqual({
      title: ['About pears', 'Pears'],
      url: [null, 'https://blog.example/new'],
    });
  });

  test('is not there where nobody wrote to it, nor on another’s site', async () => {
    const { fixture } = await filled();
    const call = await signedIn(fixture, 'ada', 'moderator', ['one']);
    for (const change of [
      { site: 'one', thread: 'typo' },
      { site: 'two', thread: 'plums' },
    ]) {
      expect((await call('PATCH', '/threads', { ...change, closed: true })).status).toBe(404);
    }
    expect((await call('PATCH', '/threads', { site: 'one', thread: 'x', title: 'a'.repeat(301) })).status).toBe(422);
    expect((await call('PATCH', '/threads', { site: 'one', thread: 'x', url: 'ftp://x' })).status).toBe(422);
  });
});
