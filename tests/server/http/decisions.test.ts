import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';

const minute = 60 * 1000;

/** A server whose clock a test sets. */
const withClock = async () => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  return { clock, fixture: await createFixture({ now: () => clock.now }) };
};

/** What a column of a comment holds. */
const kept = ({ path }: Fixture, id: string, column: string): unknown => {
  const database = new DatabaseSync(path);
  const row = database.prepare(`select ${column} as value from comments where id = ?`).get(id);
  database.close();
  return row?.value;
};

describe('a comment that is called spam', () => {
  test('is gone for everybody, waits for its author, and is published again by an approval', async () => {
    const { call, get, list, moderation, post } = await createFixture();
    const token = aToken();
    const { id } = (await post({ rating: 5 }, { token })).body.comment;
    expect(await moderation.decide('spam', id)).toMatchObject({ changed: [{ id, state: 'spam' }] });
    expect((await list()).body).toMatchObject({ comments: [], total: 0, summary: { count: 0 } });
    expect((await get(`/comments/${id}`)).status).toBe(404);
    const mine = await call('GET', '/mine?thread=a+thread', undefined, { token });
    expect(mine.body.comments).toMatchObject([{ id, status: 'pending', body: 'Hello there' }]);
    expect(JSON.stringify(mine.body)).not.toContain('spam');
    await moderation.approve(id);
    expect((await list()).body).toMatchObject({ comments: [{ id }], total: 1, summary: { count: 1 } });
  });

  test('is emptied when its author takes it back', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const { id } = (await fixture.post({}, { token })).body.comment;
    await fixture.moderation.decide('spam', id);
    await fixture.call('DELETE', `/comments/${id}`, undefined, { token });
    expect([kept(fixture, id, 'body'), kept(fixture, id, 'spam')]).toEqual(['', 0]);
    await expect(fixture.moderation.approve(id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a decision', () => {
  test('on many comments is made on all of them or none, and says what it changed', async () => {
    const { list, moderation, write } = await createFixture();
    const ids = [];
    for (const body of ['one', 'two', 'three']) ids.push((await write(body)).id);
    const elsewhere = (await write('four', { thread: { id: 'another thread' } })).id;
    await expect(moderation.decide('hold', ...ids, 'unknown')).rejects.toMatchObject({ code: 'not-found' });
    expect((await list()).body.total).toBe(3);
    await moderation.decide('hold', ids[0]!);
    const { changed } = await moderation.decide('hold', ...ids, elsewhere);
    expect(changed.map(({ id }) => id).toSorted()).toEqual([ids[1], ids[2], elsewhere].toSorted());
    expect((await list()).body.total).toBe(0);
    expect(await moderation.decide('hold', ...ids)).toEqual({ changed: [], undo: null });
  });

  test('reaches only sites of the moderator', async () => {
    const { store, write } = await createFixture();
    const { id } = await write('x', { site: 'one' });
    const act = { by: 'ada', scope: ['two'], now: Date.now() };
    await expect(store.moderation.decide({ ...act, ids: [id], decision: 'spam' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { undo } = await store.moderation.decide({ ...act, scope: ['one'], ids: [id], decision: 'spam' });
    expect(await store.moderation.undo({ ...act, undo: undo! })).toEqual([]);
  });

  test('is undone within ten minutes by who made it, once', async () => {
    const { clock, fixture } = await withClock();
    const { list, moderation, store, write } = fixture;
    const one = await write('one', { rating: 4 });
    const two = await write('two');
    await moderation.setPinned(one.id, true);
    await moderation.decide('hold', two.id);
    const before = (await list()).body;
    const { undo } = await moderation.decide('delete', one.id, two.id);
    expect((await list()).body).toMatchObject({ total: 0, summary: { count: 0 } });
    await expect(
      store.moderation.undo({ by: 'another', scope: 'all', now: clock.now, undo: undo! }),
    ).rejects.toMatchObject({ code: 'not-found' });
    clock.now += 10 * minute;
    expect(await moderation.undo(undo)).toEqual([
      { id: one.id, state: 'published' },
      { id: two.id, state: 'pending' },
    ]);
    expect((await list()).body).toEqual({ ...before, version: expect.any(Number) });
    await expect(moderation.undo(undo)).rejects.toMatchObject({ code: 'not-found' });

    const again = await moderation.decide('delete', one.id);
    clock.now += 10 * minute + 1;
    await expect(moderation.undo(again.undo)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is undone only where nothing changed since', async () => {
    const { call, list, moderation, post, write } = await createFixture();
    const token = aToken();
    const own = (await post({}, { token })).body.comment.id;
    const other = (await write('other')).id;
    const third = (await write('third')).id;
    const { undo } = await moderation.decide('delete', own, other, third);
    // Its author wants it gone too, and a second decision can't be on what is deleted.
    await call('DELETE', `/comments/${own}`, undefined, { token });
    expect(await moderation.undo(undo)).toMatchObject([{ state: 'published' }, { state: 'published' }]);
    expect((await list()).body.comments.map(({ id }) => id)).toEqual([third, other]);

    const held = await moderation.decide('hold', other, third);
    await moderation.approve(third);
    expect(await moderation.undo(held.undo)).toEqual([{ id: other, state: 'published' }]);
  });

  test('to delete leaves the text for ten minutes, and then nothing of it', async () => {
    const { clock, fixture } = await withClock();
    const { id } = await fixture.write('Something long', { author: { name: 'Ada', email: 'ada@example.org' } });
    await fixture.moderation.decide('delete', id);
    await fixture.store.purge(clock.now + 10 * minute);
    expect(kept(fixture, id, 'body')).toBe('Something long');
    await fixture.store.purge(clock.now + 10 * minute + 1);
    for (const column of ['body', 'html', 'author_name']) expect(kept(fixture, id, column)).toBe('');
    expect(kept(fixture, id, 'author_email')).toBeNull();
  });

  test('to delete many empties all of them in the end, but none that was brought back', async () => {
    const { clock, fixture } = await withClock();
    const ids: string[] = [];
    for (let n = 0; n < 30; n++) ids.push((await fixture.write(`Number ${n}`)).id);
    const back = (await fixture.write('Brought back')).id;
    const { undo } = await fixture.moderation.decide('delete', back);
    await fixture.moderation.decide('delete', ...ids);
    await fixture.moderation.undo(undo);
    await fixture.store.purge(clock.now + 10 * minute + 1);
    for (const id of ids) expect(kept(fixture, id, 'body')).toBe('');
    expect(kept(fixture, back, 'body')).toBe('Brought back');
    const database = new DatabaseSync(fixture.path);
    expect(database.prepare('select id from moderation_undos').all()).toEqual([]);
    database.close();
  });
});

describe('reports', () => {
  const settings = { reportsToHold: 2 };

  test('hold a comment once enough people made them, whom nobody without a token counts among', async () => {
    const fixture = await createFixture(settings);
    const { call, list, write } = fixture;
    const { id } = await write('x');
    const report = (token?: string) => call('POST', `/comments/${id}/report`, { reason: 'rude' }, { token });
    const first = aToken();
    for (const token of [undefined, undefined, first, first]) expect((await report(token)).status).toBe(202);
    expect((await list()).body.total).toBe(1);
    expect((await report(aToken())).status).toBe(202);
    expect((await list()).body.total).toBe(0);
    expect(kept(fixture, id, 'reasons')).toBe('[{"code":"reports","detail":"2"}]');
  });

  test('are settled by an approval: the same people can’t hold it again', async () => {
    const fixture = await createFixture(settings);
    const { call, list, moderation, write } = fixture;
    const { id } = await write('x');
    const tokens = [aToken(), aToken()];
    const report = (token: string) => call('POST', `/comments/${id}/report`, {}, { token });
    for (const token of tokens) await report(token);
    const { undo } = await moderation.approve(id);
    expect(kept(fixture, id, 'reports')).toBe(0);
    for (const token of tokens) await report(token);
    expect((await list()).body.total).toBe(1);
    await moderation.undo(undo);
    expect([(await list()).body.total, kept(fixture, id, 'reports')]).toEqual([0, 2]);
  });
});

test('a thread is closed by its age, for reading and for every write', async () => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const { call, list, post } = await createFixture({ now: () => clock.now, closeAfter: 30, editWindow: 1e9 });
  const token = aToken();
  const { id } = (await post({}, { token })).body.comment;
  clock.now += 30 * 24 * 60 * minute;
  const before = await list();
  expect(before.body.thread.closed).toBe(false);
  expect((await call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() })).status).toBe(200);
  clock.now += 1;
  const after = await list();
  expect(after.body.thread.closed).toBe(true);
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  for (const { status, body } of [
    await post(),
    await call('PATCH', `/comments/${id}`, { body: 'x' }, { token }),
    await call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() }),
    await call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 3 }, { token }),
  ]) {
    expect([status, body.code]).toEqual([403, 'closed']);
  }
  expect((await call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(200);
});

test('each comment says why it was held', async () => {
  const fixture = await createFixture();
  const reasonsOf = async (moderation: 'all' | 'first' | 'links', body = 'x') =>
    kept(fixture, (await fixture.with({ moderation }).write(body)).id, 'reasons');
  expect(await reasonsOf('all')).toBe('[{"code":"all"}]');
  expect(await reasonsOf('first')).toBe('[{"code":"first"}]');
  expect(await reasonsOf('links', 'https://x.example')).toBe('[{"code":"links"}]');
  expect(await reasonsOf('links')).toBeNull();
});
