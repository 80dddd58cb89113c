import { describe, expect, test } from 'vitest';
import { sorts, type Comment } from '../../../src/contract.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';

const bodies = (comments: Comment[]) => comments.map(({ html }) => html.replace(/<[^>]+>/g, ''));

/** All pages of a list, by its cursors. */
const pages = async ({ list }: Fixture, query: Record<string, string | number>): Promise<Comment[][]> => {
  const all: Comment[][] = [];
  let cursor: string | null = null;
  do {
    const { status, body } = await list({ ...query, ...(cursor !== null && { cursor }) });
    expect(status).toBe(200);
    all.push(body.comments);
    cursor = body.next;
  } while (cursor !== null);
  return all;
};

describe('a thread that nobody has written to', () => {
  test('is an empty page with the settings of the server, and makes nothing', async () => {
    const { list, get, store } = await createFixture();
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toEqual({
      comments: [],
      next: null,
      total: 0,
      version: 0,
      summary: { average: null, count: 0, distribution: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } },
      thread: {
        closed: false,
        captcha: null,
        fields: { name: 'required', email: 'required', url: 'hidden' },
        ratings: 'optional',
        votes: true,
        live: true,
        editWindow: 900,
      },
    });
    expect((await get('/ratings?thread=a+thread')).body).toEqual(body.summary);
    expect((await get('/counts?thread=a+thread')).body).toEqual({ counts: { 'a thread': 0 } });
    expect(await store.read(({ threads }) => threads.counts('', ['a thread']))).toEqual([]);
  });
});

describe('a page', () => {
  test('has the comment as it is, and nothing that is nobody else’s business', async () => {
    const { list, post } = await createFixture();
    const author = { name: ' Ada ', email: 'ada@example.org', url: 'https://ada.example' };
    const { body } = await post({ body: 'Some **words**', author, rating: 4 }, { token: aToken() });
    const page = (await list()).body;
    expect(page.comments).toEqual([{ ...body.comment, replies: [], repliesNext: null }]);
    expect(body.comment).toEqual({
      id: expect.stringMatching(/^[\w-]+$/) as string,
      parent: null,
      root: body.comment.id,
      author: { name: 'Ada', url: 'https://ada.example' },
      html: '<p>Some <strong>words</strong></p>',
      rating: 4,
      status: 'published',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      editedAt: null,
      votes: { up: 0, down: 0 },
      replyCount: 0,
    });
    expect(JSON.stringify(page)).not.toContain('ada@example.org');
  });

  test('has the summary with the first page only, and the total with all', async () => {
    const { list, write } = await createFixture();
    for (const body of ['one', 'two', 'three']) await write(body, { rating: 5 });
    const first = (await list({ limit: 2 })).body;
    const second = (await list({ limit: 2, cursor: first.next! })).body;
    expect(first.summary).toEqual({ average: 5, count: 3, distribution: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 3 } });
    expect(second.summary).toBeNull();
    expect([first.total, second.total]).toEqual([3, 3]);
    expect(second.next).toBeNull();
  });

  test.each(sorts)('sorted by %s is the same, in one piece or in many', async (sort) => {
    let now = Date.parse('2026-01-01');
    const fixture = await createFixture({ now: () => now });
    const { call, list, write } = fixture;
    for (let index = 0; index < 23; index++) {
      // Some share a moment, some a rating, some have none.
      if (index % 3 === 0) now += 1000;
      const rating = ([undefined, 1, 2, 3, 4, 5] as const)[index % 6];
      const { id } = await write(`${index}`, { rating });
      for (let votes = 0; votes < index % 4; votes++) {
        await call('PUT', `/comments/${id}/vote`, { value: votes === 2 ? -1 : 1 }, { token: aToken() });
      }
    }
    const whole = (await list({ sort, limit: 100 })).body.comments;
    expect(whole).toHaveLength(23);
    expect(bodies((await pages(fixture, { sort, limit: 4 })).flat())).toEqual(bodies(whole));

    const key = {
      newest: ({ createdAt }: Comment) => -Date.parse(createdAt),
      oldest: ({ createdAt }: Comment) => Date.parse(createdAt),
      helpful: ({ votes }: Comment) => -votes.up / (votes.up + votes.down + 1),
      highest: ({ rating }: Comment) => -(rating ?? 0),
      lowest: ({ rating }: Comment) => rating ?? 6,
    }[sort];
    const keys = whole.map(key);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });

  test('keeps its place while comments arrive and go', async () => {
    const fixture = await createFixture();
    const { list, write, call } = fixture;
    const token = aToken();
    const written = [];
    for (let index = 0; index < 6; index++) written.push(await write(`${index}`, {}, token));
    const first = (await list({ limit: 3 })).body;
    await write('new');
    await call('DELETE', `/comments/${written[3]!.id}`, undefined, { token });
    const second = (await list({ limit: 3, cursor: first.next! })).body;
    expect(bodies([...first.comments, ...second.comments])).toEqual(['5', '4', '3', '2', '1', '0']);
  });

  test.each(sorts)('sorted by %s shows a root once that is taken back, or held, between two pages', async (sort) => {
    const { call, list, moderation, with: other, write } = await createFixture();
    const token = aToken();
    const written = [];
    for (const rating of [3, 5, 1, 4, 2, 3] as const) {
      const { id } = await write(`${rating}`, { rating }, token);
      await call('PUT', `/comments/${id}/vote`, { value: rating > 2 ? 1 : -1 }, { token: aToken() });
      await write('reply', { parent: id });
      written.push(id);
    }
    const first = (await list({ sort, limit: 3 })).body;
    const [taken, held] = first.comments.map(({ id }) => id);
    await call('DELETE', `/comments/${taken}`, undefined, { token });
    await other({ moderation: 'all' }).call('PATCH', `/comments/${held}`, { body: 'x' }, { token });
    const second = (await list({ sort, limit: 10, cursor: first.next! })).body;
    const seen = [...first.comments, ...second.comments].map(({ id }) => id);
    expect(seen.toSorted()).toEqual(written.toSorted());
    await moderation.approve(held!);
    expect((await list({ sort, limit: 10 })).body.comments.map(({ id }) => id)).toEqual(seen);
  });

  test('filtered by stars leaves out a root that was taken back', async () => {
    const { call, list, write } = await createFixture();
    const token = aToken();
    const { id } = await write('root', { rating: 5 }, token);
    await write('reply', { parent: id });
    await call('DELETE', `/comments/${id}`, undefined, { token });
    expect((await list({ rating: 5 })).body.comments).toEqual([]);
    expect((await list()).body.comments).toMatchObject([{ id, status: 'deleted' }]);
  });

  test.each(sorts)('filtered by stars has only roots with as many, sorted by %s', async (sort) => {
    const fixture = await createFixture();
    for (const rating of [5, 3, 5, undefined, 1, 5] as const) await fixture.write(`${rating}`, { rating });
    const found = (await pages(fixture, { sort, rating: 5, limit: 2 })).flat();
    expect(bodies(found)).toEqual(['5', '5', '5']);
    expect((await fixture.list({ sort, rating: 5 })).body.total).toBe(6);
  });

  test('begins with the pinned roots, which stand outside the cursor', async () => {
    const { list, moderation, write } = await createFixture();
    const written = [];
    for (const body of ['one', 'two', 'three', 'four']) written.push(await write(body, { rating: 4 }));
    await moderation.setPinned(written[0]!.id, true);
    const first = (await list({ limit: 2 })).body;
    expect(bodies(first.comments)).toEqual(['one', 'four', 'three']);
    expect(first.comments[0]!.pinned).toBe(true);
    const second = (await list({ limit: 2, cursor: first.next! })).body;
    expect(bodies(second.comments)).toEqual(['two']);
    expect(bodies((await list({ rating: 4, limit: 1 })).body.comments)).toEqual(['one', 'four']);
    expect(bodies((await list({ rating: 5 })).body.comments)).toEqual([]);
    await moderation.setPinned(written[0]!.id, false);
    expect(bodies((await list()).body.comments)).toEqual(['four', 'three', 'two', 'one']);
  });

  test.each([
    [{ sort: 'best' }, 'sort'],
    [{ limit: 0 }, 'limit'],
    [{ limit: 101 }, 'limit'],
    [{ limit: '1e1' }, 'limit'],
    [{ rating: 6 }, 'rating'],
    [{ rating: 0 }, 'rating'],
    [{ cursor: 'garbage' }, 'cursor'],
    [{ cursor: Buffer.from('["newest",0,1,2]').toString('base64url') }, 'cursor'],
    [{ cursor: Buffer.from('["oldest",0,1,"a"]').toString('base64url') }, 'cursor'],
    [{ parent: 'x', cursor: Buffer.from('["newest",0,1,"a"]').toString('base64url') }, 'cursor'],
    [{ thread: '' }, 'thread'],
    [{ thread: 'x'.repeat(2049) }, 'thread'],
    [{ thread: 'a\0b' }, 'thread'],
  ])('of %o is refused, naming the parameter', async (query, field) => {
    const { list } = await createFixture();
    const { status, body, headers } = await list(query as Record<string, string>);
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ code: 'invalid', status: 422, fields: { [field]: expect.any(String) as string } });
  });
});

describe('replies', () => {
  test('come with their root, the first three, and then a page at a time, oldest first', async () => {
    const { list, write } = await createFixture();
    const root = await write('root');
    let parent = root.id;
    for (let index = 1; index <= 8; index++) {
      const { id } = await write(`${index}`, { parent });
      if (index % 2 === 1) parent = id;
    }
    const [listed] = (await list()).body.comments;
    expect(listed!.replyCount).toBe(8);
    expect(bodies(listed!.replies!)).toEqual(['1', '2', '3']);
    expect(listed!.replies!.every((reply) => reply.root === root.id)).toBe(true);
    const second = (await list({ parent: root.id, limit: 3, cursor: listed!.repliesNext! })).body;
    expect(bodies(second.comments)).toEqual(['4', '5', '6']);
    const third = (await list({ parent: root.id, limit: 3, cursor: second.next! })).body;
    expect(bodies(third.comments)).toEqual(['7', '8']);
    expect(third.next).toBeNull();
    expect(bodies((await list({ parent: root.id })).body.comments)).toHaveLength(8);
  });

  test('that are three or fewer leave nothing to be fetched', async () => {
    const { list, write } = await createFixture();
    const { id } = await write('root');
    for (const body of ['1', '2', '3']) await write(body, { parent: id });
    expect((await list()).body.comments[0]).toMatchObject({ replyCount: 3, repliesNext: null });
  });

  test('are counted by every comment above them', async () => {
    const { get, write } = await createFixture();
    const root = await write('root');
    const child = await write('child', { parent: root.id });
    const grandchild = await write('grandchild', { parent: child.id });
    await write('other child', { parent: root.id });
    const { body } = await get(`/comments/${grandchild.id}`);
    expect(body.root).toMatchObject({ id: root.id, replyCount: 3 });
    expect(body.path.map(({ id, replyCount }) => [id, replyCount])).toEqual([
      [child.id, 1],
      [grandchild.id, 0],
    ]);
  });
});

test('a permalink to nothing public is not found', async () => {
  const { get, with: other, write } = await createFixture();
  const { id } = await other({ moderation: 'all' }).write('pending');
  await write('published');
  for (const path of [`/comments/${id}`, '/comments/unknown']) {
    const { status, body } = await get(path);
    expect([status, body.code]).toEqual([404, 'not-found']);
  }
});

test('counts are of published comments and replies, for each thread asked for', async () => {
  const { get, write } = await createFixture();
  const { id } = await write('one', { thread: { id: 'x' } });
  await write('reply', { thread: { id: 'x' }, parent: id });
  await write('two', { thread: { id: 'y' } });
  expect((await get('/counts?thread=x&thread=y&thread=z')).body.counts).toEqual({ x: 2, y: 1, z: 0 });
  expect((await get('/counts')).status).toBe(422);
  const most = Array.from({ length: 101 }, (_, index) => `thread=${index}`);
  expect((await get(`/counts?${most.slice(1).join('&')}`)).status).toBe(200);
  expect((await get(`/counts?${most.join('&')}`)).status).toBe(422);
});

describe('a public read', () => {
  const paths = ['/comments?thread=a+thread', '/ratings?thread=a+thread', '/counts?thread=a+thread'];

  test.each(paths)('of %s may be kept by caches, and is asked for again by its tag', async (path) => {
    const { get, write } = await createFixture();
    await write('one');
    const first = await get(path);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=10, stale-while-revalidate=30');
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^"[^"]+"$/);
    const again = await get(path, { headers: { 'If-None-Match': `"other", W/${tag}` } });
    expect([again.status, again.headers.get('etag'), again.body]).toEqual([304, tag, '']);
    await write('two', { rating: 3 });
    const changed = await get(path, { headers: { 'If-None-Match': tag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
  });

  test('answers the same whoever asks', async () => {
    const { get, with: other } = await createFixture({ origins: ['https://blog.example'] });
    const token = aToken();
    await other({ moderation: 'all' }).write('pending', {}, token);
    const anonymous = await get(paths[0]!);
    const own = await get(paths[0]!, { token, headers: { Origin: 'https://blog.example' } });
    expect(own.body).toEqual(anonymous.body);
    expect([...own.headers]).toEqual([...anonymous.headers]);
    expect(own.body.comments).toEqual([]);
  });

  test('has another tag for another query, and under other settings', async () => {
    const { list, with: other } = await createFixture();
    const tags = [await list(), await list({ sort: 'oldest' }), await other({ editWindow: 60 }).list()];
    expect(new Set(tags.map(({ headers }) => headers.get('etag'))).size).toBe(3);
  });

  test.each(['vote', 'edit', 'remove', 'rate', 'reply'])('changes its tag after a %s', async (change) => {
    const { call, list, write } = await createFixture();
    const token = aToken();
    const { id } = await write('one', {}, token);
    const before = (await list()).headers.get('etag');
    if (change === 'vote') await call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() });
    if (change === 'edit') await call('PATCH', `/comments/${id}`, { body: 'two' }, { token });
    if (change === 'remove') await call('DELETE', `/comments/${id}`, undefined, { token });
    if (change === 'rate') await call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 3 }, { token });
    if (change === 'reply') await write('reply', { parent: id });
    expect((await list()).headers.get('etag')).not.toBe(before);
  });
});
