import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { aToken, createFixture } from '../support/fixture.js';

const minute = 60_000;

describe('a visitor’s token', () => {
  test.each([
    ['Bearer short'],
    ['Bearer '],
    [`Bearer ${'x'.repeat(129)}`],
    [`Bearer ${'x'.repeat(22)} y`],
    [`Basic ${'x'.repeat(22)}`],
    ['x'.repeat(22)],
  ])('of the form %o is refused', async (authorization) => {
    const { call, post } = await createFixture();
    const headers = { Authorization: authorization };
    for (const answer of [await post({}, { headers }), await call('GET', '/mine?thread=x', undefined, { headers })]) {
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test.each(['0123456789abcdef0123456789abcdef', 'abcdefghijklmnopqrstu_', aToken()])('may be %o', async (token) => {
    const { call, post } = await createFixture();
    await post({}, { token });
    expect((await call('GET', '/mine?thread=a+thread', undefined, { token })).body.comments).toHaveLength(1);
  });

  test('is needed for everything but leaving and reporting a comment', async () => {
    const { call, write } = await createFixture();
    const { id } = await write('one');
    for (const [method, path, body] of [
      ['PATCH', `/comments/${id}`, { body: 'two' }],
      ['DELETE', `/comments/${id}`, undefined],
      ['PUT', `/comments/${id}/vote`, { value: 1 }],
      ['PUT', '/ratings', { thread: { id: 'a thread' }, value: 1 }],
      ['GET', '/mine?thread=a+thread', undefined],
    ] as const) {
      const answer = await call(method, path, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'unauthorized']);
    }
    expect((await call('POST', `/comments/${id}/report`, {})).status).toBe(202);
  });

  test('is kept nowhere, nor is an address of the network', async () => {
    const { call, path, store, write } = await createFixture();
    const token = aToken();
    const { id } = await write('one', { rating: 3 }, token);
    await call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken(), address: '198.51.100.77' });
    await call('POST', `/comments/${id}/report`, { reason: 'Spam' }, { token, address: '198.51.100.77' });
    await store.ping();
    const database = new DatabaseSync(path);
    const tables = database
      .prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'")
      .all();
    const everything = tables.map(({ name }) => {
      const rows = database.prepare(`select * from "${String(name)}"`);
      // The search numbers its rows beyond what JavaScript counts to.
      rows.setReadBigInts(true);
      return JSON.stringify(rows.all(), (_, value) => (typeof value === 'bigint' ? String(value) : value));
    });
    database.close();
    expect(everything.join()).toContain('Spam');
    expect(everything.join()).not.toContain(token);
    expect(everything.join()).not.toMatch(/198\.51\.100|203\.0\.113/);
  });
});

describe('what belongs to a visitor', () => {
  test('is their pending comments, those of the last ten minutes with their source, their votes and rating', async () => {
    let now = Date.parse('2026-01-01');
    const { call, with: other, write } = await createFixture({ now: () => now });
    const token = aToken();
    const held = await other({ moderation: 'all' }).write('held *back*', { rating: 1 }, token);
    await write('long ago', { rating: 4 }, token);
    const theirs = await write('theirs');
    now += 9 * minute;
    const recent = await write('recent', { parent: theirs.id }, token);
    now += 2 * minute;
    await call('PUT', `/comments/${theirs.id}/vote`, { value: -1 }, { token });
    const { body, headers } = await call('GET', '/mine?thread=a+thread', undefined, { token });
    expect(body.comments).toEqual([
      { ...held, body: 'held *back*' },
      { ...recent, body: 'recent' },
    ]);
    expect(body.comments[0]).toMatchObject({ status: 'pending', rating: 1 });
    expect(body.votes).toEqual({ [theirs.id]: -1 });
    expect(body.rating).toBe(4);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('is nothing in another thread or site', async () => {
    const { call, write } = await createFixture();
    const token = aToken();
    await write('one', { rating: 3 }, token);
    for (const query of ['thread=another', 'thread=a+thread&site=another']) {
      const { body } = await call('GET', `/mine?${query}`, undefined, { token });
      expect(body).toEqual({ comments: [], votes: {}, rating: null });
    }
  });
});

describe('an author', () => {
  test('changes their comment inside the edit window, and not after', async () => {
    let now = Date.parse('2026-01-01');
    const { call, list, write } = await createFixture({ now: () => now, editWindow: 60 });
    const token = aToken();
    const { id } = await write('one', { rating: 2 }, token);
    now += minute;
    const edited = await call('PATCH', `/comments/${id}`, { body: 'two *2*', rating: 5 }, { token });
    expect(edited.status).toBe(200);
    expect(edited.body.comment).toMatchObject({
      id,
      html: '<p>two <em>2</em></p>',
      rating: 5,
      editedAt: '2026-01-01T00:01:00.000Z',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect((await list()).body).toMatchObject({ summary: { average: 5, count: 1 }, comments: [{ rating: 5 }] });
    now += 1;
    const late = await call('PATCH', `/comments/${id}`, { body: 'three' }, { token });
    expect([late.status, late.body.code]).toEqual([403, 'expired']);
    expect((await call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(200);
  });

  test('changes nothing by saying nothing, and nothing at all where there is no edit window', async () => {
    const fixture = await createFixture({ now: () => 0 });
    const token = aToken();
    const comment = await fixture.write('one', { rating: 2 }, token);
    const { status, body } = await fixture.call('PATCH', `/comments/${comment.id}`, { junk: 1 }, { token });
    expect([status, body.comment]).toEqual([200, comment]);
    const never = fixture.with({ editWindow: 0 });
    const late = await never.call('PATCH', `/comments/${comment.id}`, { body: 'two' }, { token });
    expect([late.status, late.body.code]).toEqual([403, 'expired']);
  });

  test('changes only what is theirs', async () => {
    const { call, with: other, write } = await createFixture();
    const { id } = await write('one', {}, aToken());
    const anonymous = await write('without token');
    const hidden = await other({ moderation: 'all' }).write('hidden', {}, aToken());
    const token = aToken();
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { body: 'two' } : undefined;
      for (const [target, status, code] of [
        [id, 403, 'forbidden'],
        [anonymous.id, 403, 'forbidden'],
        [hidden.id, 404, 'not-found'],
        ['unknown', 404, 'not-found'],
      ] as const) {
        const answer = await call(method, `/comments/${target}`, body, { token });
        expect([answer.status, answer.body.code]).toEqual([status, code]);
      }
    }
  });

  test.each([
    [{ body: '' }, 'body'],
    [{ body: 'x'.repeat(10_001) }, 'body'],
    [{ rating: 6 }, 'rating'],
  ])('can’t change it to %o', async (change, field) => {
    const { call, write } = await createFixture();
    const token = aToken();
    const { id } = await write('one', {}, token);
    const { status, body } = await call('PATCH', `/comments/${id}`, change, { token });
    expect([status, Object.keys(body.fields!)]).toEqual([422, [field]]);
  });

  test('can’t give stars to a reply afterwards', async () => {
    const { call, write } = await createFixture();
    const token = aToken();
    const { id: parent } = await write('root');
    const { id } = await write('reply', { parent }, token);
    const { status, body } = await call('PATCH', `/comments/${id}`, { rating: 3 }, { token });
    expect([status, Object.keys(body.fields!)]).toEqual([422, ['rating']]);
  });

  test('takes back a comment without replies, and nothing of it is left to be seen or kept', async () => {
    const { call, get, list, path, write } = await createFixture();
    const token = aToken();
    const { id } = await write('A secret', { rating: 3 }, token);
    const { status, body } = await call('DELETE', `/comments/${id}`, undefined, { token });
    expect(status).toBe(200);
    expect(body.comment).toMatchObject({ id, status: 'deleted', html: '', author: { name: '' }, rating: null });
    expect((await list()).body).toMatchObject({ comments: [], total: 0, summary: { count: 0, average: null } });
    expect((await get(`/comments/${id}`)).status).toBe(404);
    expect((await call('DELETE', `/comments/${id}`, undefined, { token })).body).toEqual(body);
    expect((await call('PATCH', `/comments/${id}`, { body: 'x' }, { token })).status).toBe(404);
    const database = new DatabaseSync(path);
    expect(JSON.stringify(database.prepare('select * from comments').all())).not.toMatch(/secret|Ada|ada@/);
    database.close();
  });

  test('leaves a tombstone where there are replies, for as long as there are', async () => {
    const { call, get, list, write } = await createFixture();
    const token = aToken();
    const root = await write(
      'root',
      { rating: 4, author: { name: 'Ada', email: 'a@b.co', url: 'https://b.co' } },
      token,
    );
    const child = await write('child', { parent: root.id }, token);
    const grandchild = await write('grandchild', { parent: child.id }, token);
    const remove = (id: string) => call('DELETE', `/comments/${id}`, undefined, { token });
    await call('PUT', `/comments/${root.id}/vote`, { value: 1 }, { token: aToken() });

    await remove(root.id);
    await remove(child.id);
    const { body } = await list();
    expect([body.total, body.summary.count]).toEqual([1, 0]);
    expect(body.comments).toEqual([
      {
        ...root,
        author: { name: '' },
        html: '',
        rating: null,
        status: 'deleted',
        votes: { up: 0, down: 0 },
        replyCount: 1,
        replies: [expect.objectContaining({ id: child.id, status: 'deleted', html: '', replyCount: 1 }), grandchild],
        repliesNext: null,
      },
    ]);
    expect((await list({ rating: 4 })).body.comments).toEqual([]);
    expect((await get(`/comments/${grandchild.id}`)).body.path).toHaveLength(2);

    await remove(grandchild.id);
    expect((await list()).body).toMatchObject({ comments: [], total: 0 });
    expect((await get(`/comments/${child.id}`)).status).toBe(404);
  });

  test('that posts after taking back is not undone by a late retry of the first', async () => {
    const { call, list, post } = await createFixture();
    const token = aToken();
    const options = { token, headers: { 'Idempotency-Key': 'one' } };
    const { body } = await post({ body: 'A secret' }, options);
    await call('DELETE', `/comments/${body.comment.id}`, undefined, { token });
    const retried = await post({ body: 'A secret' }, options);
    expect(retried.body.comment).toMatchObject({ id: body.comment.id, status: 'deleted', html: '' });
    expect((await list()).body.total).toBe(0);
  });
});
