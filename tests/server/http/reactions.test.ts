import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';

const vote = ({ call }: Fixture, id: string, value: unknown, token = aToken()) =>
  call('PUT', `/comments/${id}/vote`, { value }, { token });

const rate = ({ call }: Fixture, value: unknown, token = aToken()) =>
  call('PUT', '/ratings', { thread: { id: 'a thread' }, value }, { token });

describe('votes', () => {
  test('are given, changed and taken back, and each answer has what they come to', async () => {
    const fixture = await createFixture();
    const { id } = await fixture.write('one');
    const token = aToken();
    await vote(fixture, id, 1);
    for (const [value, votes] of [
      [1, { up: 2, down: 0 }],
      [1, { up: 2, down: 0 }],
      [-1, { up: 1, down: 1 }],
      [0, { up: 1, down: 0 }],
      [0, { up: 1, down: 0 }],
    ] as const) {
      const { status, body } = await vote(fixture, id, value, token);
      expect([status, body]).toEqual([200, { votes, mine: value }]);
      expect((await fixture.list()).body.comments[0]!.votes).toEqual(votes);
    }
  });

  test('of one visitor, 100 at once, are one; of a hundred they are a hundred', async () => {
    const fixture = await createFixture();
    const { id } = await fixture.write('one');
    const token = aToken();
    await Promise.all(Array.from({ length: 100 }, () => vote(fixture, id, 1, token)));
    expect((await fixture.list()).body.comments[0]!.votes).toEqual({ up: 1, down: 0 });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => vote(fixture, id, index % 4 ? 1 : -1)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect((await fixture.list()).body.comments[0]!.votes).toEqual({ up: 76, down: 25 });
  });

  test('of one visitor that contradict each other at once come to one', async () => {
    const fixture = await createFixture();
    const { id } = await fixture.write('one');
    const token = aToken();
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => vote(fixture, id, ([1, -1, 0] as const)[index % 3], token)),
    );
    const { votes } = (await fixture.list()).body.comments[0]!;
    const { body } = await fixture.call('GET', '/mine?thread=a+thread', undefined, { token });
    expect(votes).toEqual({ up: Number(body.votes[id as 'up'] === 1), down: Number(body.votes[id as 'up'] === -1) });
  });

  test('on one’s own comment are forbidden', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const { id } = await fixture.write('one', {}, token);
    const { status, body } = await vote(fixture, id, 1, token);
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect((await fixture.list()).body.comments[0]!.votes).toEqual({ up: 0, down: 0 });
  });

  test('on what is not public are not found', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const pending = await fixture.with({ moderation: 'all' }).write('pending');
    const removed = await fixture.write('removed', {}, token);
    await fixture.call('DELETE', `/comments/${removed.id}`, undefined, { token });
    for (const id of [pending.id, removed.id, 'unknown']) {
      const { status, body } = await vote(fixture, id, 1);
      expect([status, body.code]).toEqual([404, 'not-found']);
    }
  });

  test.each([2, 0.5, '1', null, undefined])('of %o are refused', async (value) => {
    const fixture = await createFixture();
    const { id } = await fixture.write('one');
    const { status, body } = await vote(fixture, id, value);
    expect([status, Object.keys(body.fields!)]).toEqual([422, ['value']]);
  });

  test('are forbidden where the server has them off', async () => {
    const fixture = await createFixture({ votes: false });
    const { id } = await fixture.write('one');
    expect((await vote(fixture, id, 1)).body.code).toBe('forbidden');
    expect((await fixture.list()).body.thread.votes).toBe(false);
  });

  test('lift what is surely liked above what is liked by few', async () => {
    const fixture = await createFixture();
    const votes = { one: [1, 0], many: [8, 1], none: [0, 0], disliked: [1, 9] };
    for (const [body, [up = 0, down = 0]] of Object.entries(votes)) {
      const { id } = await fixture.write(body);
      for (let count = 0; count < up; count++) await vote(fixture, id, 1);
      for (let count = 0; count < down; count++) await vote(fixture, id, -1);
    }
    const { body } = await fixture.list({ sort: 'helpful' });
    expect(body.comments.map(({ html }) => html)).toEqual(
      ['many', 'one', 'disliked', 'none'].map((text) => `<p>${text}</p>`),
    );
  });
});

describe('ratings', () => {
  test('of one visitor are one: that of their latest comment or stars, and fall back to the one before', async () => {
    const fixture = await createFixture();
    const { call, list, write } = fixture;
    const token = aToken();
    const state = async () => {
      const { summary } = (await list()).body;
      const { body } = await call('GET', '/mine?thread=a+thread', undefined, { token });
      expect(summary.count).toBe(body.rating === null ? 0 : 1);
      expect(summary.average).toBe(body.rating);
      return body.rating;
    };
    const first = await write('first', { rating: 1 }, token);
    expect(await state()).toBe(1);
    const second = await write('second', { rating: 2 }, token);
    expect(await state()).toBe(2);
    await write('third', {}, token);
    expect(await state()).toBe(2);
    expect((await rate(fixture, 3, token)).body).toMatchObject({ mine: 3, summary: { count: 1, average: 3 } });
    expect(await state()).toBe(3);
    await call('PATCH', `/comments/${first.id}`, { rating: 4 }, { token });
    expect(await state()).toBe(4);
    await call('PATCH', `/comments/${first.id}`, { body: 'still first' }, { token });
    await call('PATCH', `/comments/${first.id}`, { rating: null }, { token });
    expect(await state()).toBe(3);
    expect((await rate(fixture, null, token)).body).toMatchObject({ mine: 2 });
    expect(await state()).toBe(2);
    await call('DELETE', `/comments/${second.id}`, undefined, { token });
    expect(await state()).toBeNull();
  });

  test('that wait for a moderator do not count until they are public', async () => {
    const fixture = await createFixture();
    const { list, moderation, with: other, write } = fixture;
    const token = aToken();
    await write('public', { rating: 5 }, token);
    const { id } = await other({ moderation: 'all' }).write('pending', { rating: 1 }, token);
    expect((await list()).body.summary).toMatchObject({ count: 1, average: 5 });
    await moderation.approve(id);
    expect((await list()).body.summary).toMatchObject({ count: 1, average: 1 });
  });

  test('of comments without a token count each', async () => {
    const { list, write } = await createFixture();
    for (const rating of [5, 4, 4] as const) await write('one', { rating });
    expect((await list()).body.summary).toEqual({
      average: 13 / 3,
      count: 3,
      distribution: { 1: 0, 2: 0, 3: 0, 4: 2, 5: 1 },
    });
  });

  test('given at once by one visitor are one, by fifty are fifty', async () => {
    const fixture = await createFixture();
    const token = aToken();
    await Promise.all(Array.from({ length: 50 }, (_, index) => rate(fixture, (index % 5) + 1, token)));
    expect((await fixture.list()).body.summary.count).toBe(1);
    await Promise.all(Array.from({ length: 50 }, () => rate(fixture, 2)));
    const { summary } = (await fixture.list()).body;
    expect(summary.count).toBe(51);
    expect(summary.distribution[2]).toBeGreaterThanOrEqual(50);
  });

  test('without a comment make the thread', async () => {
    const fixture = await createFixture();
    expect((await rate(fixture, 4)).status).toBe(200);
    expect((await fixture.get('/ratings?thread=a+thread')).body).toMatchObject({ average: 4, count: 1 });
  });

  test.each([0, 6, 2.5, '3', undefined])('of %o are refused', async (value) => {
    const fixture = await createFixture();
    const { status, body } = await rate(fixture, value);
    expect([status, Object.keys(body.fields!)]).toEqual([422, ['value']]);
  });

  test('that are taken back where none were given make no thread', async () => {
    const { call, store } = await createFixture();
    const { status, body } = await call('PUT', '/ratings', { thread: { id: 'new' }, value: null }, { token: aToken() });
    expect([status, body.mine, body.summary.count]).toEqual([200, null, 0]);
    const name = { site: '', thread: threadKey('new') };
    expect(await store.read(({ threads }) => threads.find(name))).toBeUndefined();
  });

  test('out of range, or not whole, are refused by the database itself', async () => {
    const { path, write } = await createFixture();
    const { id: parent } = await write('one', { rating: 3 }, aToken());
    await write('reply', { parent });
    const database = new DatabaseSync(path);
    expect(() => database.exec('update comments set rating = 6 where parent is null')).toThrow(/CHECK/);
    expect(() => database.exec('update comments set rating = 0 where parent is null')).toThrow(/CHECK/);
    expect(() => database.exec('update comments set rating = 3 where parent is not null')).toThrow(/CHECK/);
    expect(() => database.exec('update comments set rating = 2.5 where parent is null')).toThrow(/CHECK/);
    expect(() => database.exec('update rating_sources set stars = 6')).toThrow(/CHECK/);
    expect(() => database.exec('update rating_sources set stars = 2.5')).toThrow(/CHECK/);
    database.close();
  });
});

describe('the counts of a thread', () => {
  test('are what its rows come to, after much has happened at once', async () => {
    const fixture = await createFixture();
    const { call, list, path, write } = fixture;
    const tokens = Array.from({ length: 6 }, aToken);
    const roots = await Promise.all(
      tokens.map((token, index) => write('root', { rating: ((index % 5) + 1) as 1 }, token)),
    );
    await Promise.all(roots.flatMap(({ id }) => tokens.map((token) => write('reply', { parent: id }, token))));
    await Promise.all([
      ...roots
        .slice(0, 3)
        .map(({ id }, index) => call('DELETE', `/comments/${id}`, undefined, { token: tokens[index] })),
      ...tokens.map((token, index) => rate(fixture, index % 2 ? null : 5, token)),
      ...roots.slice(3).flatMap(({ id }) => tokens.map((token) => vote(fixture, id, 1, token))),
    ]);
    const { body } = await list({ sort: 'oldest' });
    const database = new DatabaseSync(path);
    const count = (sql: string) => Number(Object.values(database.prepare(`select count(*) from ${sql}`).get()!)[0]);
    expect(body.total).toBe(count("comments where status = 'published'"));
    expect(body.total).toBe(3 + 36);
    for (const root of body.comments) {
      expect(root.replyCount).toBe(count(`comments where root = '${root.id}' and parent is not null`));
      expect(root.votes.up).toBe(count(`votes where comment = '${root.id}' and value = 1`));
    }
    expect(body.comments.slice(3).every(({ votes }) => votes.up === 5)).toBe(true);
    expect(body.summary.count).toBe(count('(select distinct visitor from rating_sources)'));
    database.close();
  });
});

describe('a report', () => {
  test('is kept once a visitor, with its latest reason', async () => {
    const { call, path, write } = await createFixture();
    const { id } = await write('spam');
    const token = aToken();
    for (const reason of ['Spam', 'Rude']) {
      const { status, body } = await call('POST', `/comments/${id}/report`, { reason }, { token });
      expect([status, body]).toEqual([202, {}]);
    }
    await call('POST', `/comments/${id}/report`);
    const database = new DatabaseSync(path);
    expect(database.prepare('select reason from reports order by reason').all()).toEqual([
      expect.objectContaining({ reason: '' }),
      expect.objectContaining({ reason: 'Rude' }),
    ]);
    database.close();
  });

  test('of what is not public is not found', async () => {
    const { call } = await createFixture();
    expect((await call('POST', '/comments/unknown/report', {})).status).toBe(404);
  });
});
