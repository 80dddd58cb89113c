import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aToken, base, createFixture, origin, type Fixture } from '../support/fixture.js';

const page = 'https://blog.example/a%20b?x=1';

/** Other ways to write the address of that page. */
const spellings = [
  'http://blog.example/a%20b/?x=1',
  'HTTPS://user:word@BLOG.example:443//a b/index.html?utm_source=news&x=1#part',
  'https://blog.example/./%61%20b/?fbclid=1&x=1',
];

/** What is kept of each thread, by its id. */
const kept = ({ path }: Fixture) => {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database.prepare('select thread_id as id, url, title from threads order by thread_id').all();
};

const parameters = (thread: string | string[]) =>
  new URLSearchParams([thread].flat().map((id) => ['thread', id])).toString();

const from = (origin: string) => ({ headers: { Origin: origin } });

describe('a thread whose id is an address', () => {
  test.each(spellings)('is the same in every route however that is written: %s', async (spelling) => {
    const fixture = await createFixture();
    const { call, get, moderation, post } = fixture;
    const token = aToken();
    const { comment } = (await post({ thread: { id: spelling }, rating: 4 }, { token })).body;
    const rated = await call('PUT', '/ratings', { thread: { id: spelling }, value: 2 }, { token: aToken() });
    expect(rated.body).toMatchObject({ summary: { count: 2 }, mine: 2 });

    for (const id of [page, spelling]) {
      const query = parameters(id);
      expect((await get(`/comments?${query}`)).body).toMatchObject({ total: 1, comments: [{ id: comment.id }] });
      const replies = await get(`/comments?${query}&parent=${comment.id}`);
      expect([replies.status, replies.body.total]).toEqual([200, 1]);
      expect((await get(`/ratings?${query}`)).body).toMatchObject({ count: 2, average: 3 });
      expect((await get(`/mine?${query}`, { token })).body).toMatchObject({
        rating: 4,
        comments: [{ id: comment.id }],
      });
      await moderation.setClosed({ site: '', thread: id, closed: true });
      expect((await get(`/comments?${query}`)).body.thread.closed).toBe(true);
      await moderation.setClosed({ site: '', thread: id, closed: false });
    }
    expect(kept(fixture).map(({ id }) => id)).toEqual([page]);
  });

  test('is counted under each of the ids that were asked', async () => {
    const { get, write } = await createFixture();
    await write('one', { thread: { id: spellings[0]! } });
    await write('two', { thread: { id: page } });
    await write('three', { thread: { id: '/a' } });
    const asked = [...spellings, page, '/a', '/a/', 'https://blog.example/a'];
    expect((await get(`/counts?${parameters(asked)}`)).body.counts).toEqual({
      ...Object.fromEntries([...spellings, page].map((id) => [id, 2])),
      '/a': 1,
      '/a/': 0,
      'https://blog.example/a': 0,
    });
  });

  test('takes a retry that writes it otherwise for the same', async () => {
    const { post } = await createFixture();
    const retry = { token: aToken(), headers: { 'Idempotency-Key': 'key' } };
    const first = await post({ thread: { id: spellings[1]! } }, retry);
    const again = await post({ thread: { id: page } }, retry);
    expect([again.status, again.body.comment]).toEqual([201, first.body.comment]);
  });
});

test.each([
  ['/a/', '/a'],
  ['post-1/', 'post-1'],
  ['http://', 'https://'],
  ['http://blog.example:99999/a', 'https://blog.example:99999/a'],
  ['ftp://blog.example/a/', 'ftp://blog.example/a'],
  ['//blog.example/a', 'https://blog.example/a'],
  ['see http://blog.example/a', 'see https://blog.example/a'],
])('the id %s is no address of a page, and other than %s', async (id, other) => {
  const fixture = await createFixture();
  await fixture.write('Hello', { thread: { id } });
  const total = async (thread: string) => (await fixture.get(`/comments?${parameters(thread)}`)).body.total;
  expect([await total(id), await total(other)]).toEqual([1, 0]);
  expect(kept(fixture).map((thread) => thread.id)).toEqual([id]);
});

describe('the address of a thread’s page', () => {
  interface KeepOptions {
    id?: string;
    origins?: string[];
    /** Origin of the page that asks. */
    asking?: string;
  }

  /** Gives what is kept of the address, by both ways in which a thread is made. */
  const keep = async (url: string, { id = 'post-1', origins = [origin], asking }: KeepOptions = {}) => {
    const thread = { id, url };
    const options = { token: aToken(), ...(asking && from(asking)) };
    const [commented, rated] = [await createFixture({ origins }), await createFixture({ origins })];
    expect((await commented.post({ thread }, options)).status).toBe(201);
    expect((await rated.call('PUT', '/ratings', { thread, value: 3 }, options)).status).toBe(200);
    expect(kept(rated)).toEqual(kept(commented));
    return kept(commented)[0]!.url;
  };

  test.each([
    ['https://blog.example\\@evil.com', 'https://blog.example/@evil.com'],
    ['HTTPS://Blog.Example:443/a b', 'https://blog.example/a%20b'],
    ['https://blog.example/a/../b"><script>', 'https://blog.example/b%22%3E%3Cscript%3E'],
    [' https:\t//blog.example/\na ', 'https://blog.example/a'],
    ['https:blog.example/ü', 'https://blog.example/%C3%BC'],
  ])('is kept as the URL parser gives it back: %j', async (url, parsed) => {
    expect(await keep(url)).toBe(parsed);
  });

  test.each([
    'ftp://blog.example/a',
    'javascript:alert(1)//https://blog.example',
    'data:text/html,https://blog.example/',
    'blob:https://blog.example/a',
    '/a',
    'blog.example/a',
    'https://',
    'https://blog.example:99999/',
  ])('that is none of the web is refused: %s', async (url) => {
    const { call, get, post } = await createFixture();
    const thread = { id: 'post-1', url };
    for (const answer of [
      await post({ thread }),
      await call('PUT', '/ratings', { thread, value: 3 }, { token: aToken() }),
    ]) {
      expect([answer.status, Object.keys(answer.body.fields ?? {})]).toEqual([422, ['thread.url']]);
    }
    expect((await get('/comments?thread=post-1')).body).toMatchObject({ total: 0, summary: { count: 0 } });
  });

  test.each([
    'https://evil.example/a',
    'https://blog.example:444/a',
    'http://blog.example/a',
    'https://blog.example@e.co',
  ])('is not kept where its origin is not listed, though the comment is: %s', async (url) =>
    expect(await keep(url)).toBeNull(),
  );

  test('must be of the page that asks where no origin is listed', async () => {
    const own = { origins: [], asking: base };
    expect(await keep(`${base}/post`, own)).toBe(`${base}/post`);
    expect(await keep('https://evil.example/post', own)).toBeNull();
    expect(await keep(`${base}:8080/post`, own)).toBeNull();
    expect(await keep(`${base}/post`, { origins: [] })).toBeNull();
  });

  test('must name the thread, where the thread’s id is an address', async () => {
    for (const url of [page, 'https://blog.example/a%20b/?gclid=1&x=1#comments']) {
      expect(await keep(url, { id: page })).toBe(url);
    }
    for (const url of ['https://blog.example/other', 'https://blog.example/a%20b?x=2', 'https://blog.example/']) {
      expect(await keep(url, { id: page })).toBeNull();
    }
  });

  test('stays the first that was kept', async () => {
    const fixture = await createFixture({ origins: [origin] });
    const thread = (url?: string, title?: string) => ({ thread: { id: 'post-1', url, title } });
    await fixture.post(thread('https://evil.example/'));
    await fixture.post(thread());
    await fixture.post(thread('https://blog.example/a', 'First'));
    await fixture.post(thread('https://blog.example/b', 'Second'));
    expect(kept(fixture)).toEqual([
      expect.objectContaining({ id: 'post-1', url: 'https://blog.example/a', title: 'First' }),
    ]);
  });
});
