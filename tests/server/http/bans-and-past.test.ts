import { describe, expect, test } from 'vitest';
import type { Ban } from '../../../server/src/service/bans.js';
import type { QueuePage } from '../../../server/src/service/queue.js';
import { aToken, createFixture } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const opened = async (options: Parameters<typeof createFixture>[0] = {}) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now, ...options });
  const write = async (body: string, draft = {}, token?: string) => {
    clock.now += 1000;
    return (await fixture.write(body, draft, token)).id;
  };
  /** Comments like the first one, quicker than by writing them. */
  const copy = async (count: number, more: object = {}) => {
    const [first] = await fixture.store.read(({ transfer }) => transfer.page('comments', undefined, 1));
    const rows = Array.from({ length: count }, (_, n) => {
      const id = `copy${String(n).padStart(4, '0')}`;
      return { ...first!, id, root: id, created_at: clock.now + 1 + n, ...more };
    });
    for (let from = 0; from < count; from += 100)
      await fixture.store.transfer.keep('comments', rows.slice(from, from + 100));
    clock.now += 10_000;
    return rows.map(({ id }) => id);
  };
  return { clock, fixture, write, copy, call: await signedIn(fixture, 'olga', 'owner') };
};

const ban = async (call: Call, body: object) => {
  const answer = await call('POST', '/bans', body);
  expect([answer.status, answer.body.fields]).toEqual([201, undefined]);
  return (answer.body as unknown as Ban).id;
};

type Decided = { changed: { id: string; state: string }[]; undo: string | null; next: string | null };

/** Decides on all that a ban matches, as the page does; gives the ids and the undos. */
const takeAlong = async (call: Call, clock: { now: number }, match: object, action = 'spam') => {
  const all: Decided = { changed: [], undo: null, next: null };
  const undos: string[] = [];
  let requests = 0;
  do {
    const { status, body } = await call('POST', '/comments/actions', {
      match: { before: new Date(clock.now).toISOString(), ...(all.next && { cursor: all.next }), ...match },
      action,
    });
    expect(status).toBe(200);
    const { changed, undo, next } = body as unknown as Decided;
    all.changed.push(...changed);
    all.next = next;
    if (undo) undos.push(undo);
    requests += 1;
  } while (all.next && requests < 30);
  return { ids: all.changed.map(({ id }) => id).toSorted(), undos, requests };
};

const statesOf = async (call: Call) =>
  Object.fromEntries(
    ((await call('GET', '/comments?limit=100')).body as unknown as QueuePage).comments.map(({ id, state }) => [
      id,
      state,
    ]),
  );

describe('a ban takes along', () => {
  test('what a person wrote in all threads, in batches, with a way back, and in the log', async () => {
    const { clock, fixture, call, write, copy } = await opened();
    const eve = aToken();
    const ids = [await write('Spam', {}, eve), ...(await copy(500)), await write('Spam', { thread: { id: 'b' } }, eve)];
    const other = await write('By Ada', {}, aToken());
    const id = await ban(call, { kind: 'visitor', comment: ids[0] });
    const taken = await takeAlong(call, clock, { ban: id });
    expect(taken.ids).toEqual(ids.toSorted());
    expect([taken.requests, taken.undos.length]).toEqual([2, 2]);
    expect((await fixture.list()).body.comments.map((comment) => comment.id)).toEqual([other]);
    const { log } = (await call('GET', '/log?limit=100')).body as unknown as { log: { action: string }[] };
    expect(new Set(log.map(({ action }) => action))).toEqual(new Set(['spam']));
    for (const undo of taken.undos.toReversed()) await call('POST', '/undo', { undo });
    expect((await statesOf(call))[ids.at(-1)!]).toBe('published');
    expect((await call('GET', '/comments?state=spam')).body.comments).toEqual([]);
  }, 60_000);

  test('to be held only what is public, where what is spam stays spam', async () => {
    const { clock, fixture, call, write } = await opened();
    const author = { name: 'Eve', email: 'eve@example.org' };
    const [shown, spam] = [await write('Shown', { author }), await write('Spam', { author })];
    await fixture.moderation.decide('spam', spam);
    const id = await ban(call, { kind: 'email', value: 'EVE@example.org' });
    const taken = await takeAlong(call, clock, { ban: id }, 'hold');
    expect(taken.ids).toEqual([shown]);
    expect(await statesOf(call)).toEqual({ [shown]: 'pending', [spam]: 'spam' });
  });

  test('what came from a network, as long as that is kept', async () => {
    const { clock, fixture, call } = await opened({ sites: { a: { spam: { keepNetwork: 7 } }, b: {} } });
    const from = async (address: string, site = 'a') => {
      clock.now += 1000;
      return (await fixture.post({ site }, { token: aToken(), address })).body.comment.id;
    };
    const [one, two] = [await from('198.51.100.1'), await from('198.51.100.77')];
    const others = [await from('198.51.101.1'), await from('198.51.100.2', 'b')];
    const id = await ban(call, { kind: 'network', comment: one, site: 'a' });
    const states = { state: 'published' };
    expect((await takeAlong(call, clock, { ban: id, ...states })).ids).toEqual([one, two].toSorted());
    const after = await statesOf(call);
    for (const other of others) expect(after[other]).toBe('published');
    clock.now += 7 * 86_400_000;
    expect((await takeAlong(call, clock, { ban: id, state: 'spam' }, 'approve')).ids).toEqual([]);
  });

  test.each([
    ['word', 'pills', ['Cheap ＰＩＬＬＳ!', 'Buy pi\u00ADlls'], 'Pillsbury'],
    ['word', '免费', ['这是免费的'], '收费'],
    ['word', 'c++', ['I like c++.'], 'I like c.'],
    [
      'link',
      'spam.example',
      ['See [this](https://www.spam.example/x)', '`https://spam.example`'],
      'https://nospam.example',
    ],
  ])('what has the %s %s, however it is written, but not what a moderator wrote', async (kind, value, bad, good) => {
    const { clock, call, write } = await opened();
    const wanted: string[] = [];
    for (const body of bad) wanted.push(await write(body));
    const kept = await write(good);
    const { body } = await call('POST', `/comments/${kept}/replies`, { body: bad[0] });
    const id = await ban(call, { kind, value });
    expect((await takeAlong(call, clock, { ban: id })).ids).toEqual(wanted.toSorted());
    expect(await statesOf(call)).toMatchObject({
      [kept]: 'published',
      [(body as unknown as { id: string }).id]: 'published',
    });
  });

  test('a word among thousands of comments, a few thousand in each request', async () => {
    const { clock, call, write, copy } = await opened();
    const first = await write('The first has pills');
    await copy(5600, { body: 'Nothing', html: '<p>Nothing</p>' });
    const id = await ban(call, { kind: 'word', value: 'pills' });
    expect(await takeAlong(call, clock, { ban: id })).toMatchObject({ ids: [first], requests: 2 });
  }, 60_000);

  test('only what is of the ban’s sites, for whoever may see the ban', async () => {
    const { clock, fixture, call, write } = await opened({ sites: ['one', 'two'] });
    const ada = await signedIn(fixture, 'ada', 'moderator', ['one']);
    const [here, there] = [await write('pills', { site: 'one' }), await write('pills', { site: 'two' })];
    const everywhere = await ban(call, { kind: 'word', value: 'pills' });
    const ofTwo = await ban(call, { kind: 'word', value: 'pills', site: 'two' });
    const ofOne = await ban(ada, { kind: 'word', value: 'pills', site: 'one' });
    const before = new Date(clock.now).toISOString();
    const ask = async (by: Call, match: object) =>
      (await by('POST', '/comments/actions', { match: { before, ...match }, action: 'spam' })).status;
    expect(await ask(ada, { ban: everywhere })).toBe(404);
    expect(await ask(ada, { ban: ofTwo })).toBe(404);
    expect(await ask(call, { ban: ofTwo, site: 'one' })).toBe(404);
    expect(await ask(call, { ban: 'unknown' })).toBe(404);
    expect(await ask(call, { ban: ofTwo, q: 'x' })).toBe(422);
    expect((await takeAlong(ada, clock, { ban: ofOne })).ids).toEqual([here]);
    expect((await takeAlong(call, clock, { ban: everywhere })).ids).toEqual([there]);
  });
});
