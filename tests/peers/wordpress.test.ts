import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { wordpressBackend } from '../../src/backends/wordpress/index.js';
import type { Draft } from '../../src/contract.js';
import { backendContract } from '../../src/testing.js';
import { findWordPress } from './support/find-wordpress.js';
import { startWordPress, type WordPress } from './support/start-wordpress.js';

/* The adapter and the must-use plugin over the real WordPress of Debian. */

const found = findWordPress();
if ('missing' in found) console.warn(`WordPress can’t be had here: ${found.missing}`);
let wordPress: WordPress;
let visitors = 0;

beforeAll(async () => {
  if ('home' in found) wordPress = await startWordPress(found.home);
});
afterAll(() => wordPress?.stop());
beforeEach((context) => {
  if ('missing' in found) context.skip(`WordPress: ${found.missing}`);
});

// The same site under another spelling of its address is another one to the browser's storage: a new visitor.
const create = (options = {}, path = '') =>
  wordpressBackend({ url: `${wordPress.url}${'/.'.repeat(visitors++)}${path}`, options });
const newPost = async (settings = {}) => ({ id: `${await wordPress.ask<number>('post', settings)}` });
const publish = ({ id }: { id: string }) => wordPress.ask<void>('approve', { id });

/** Sets options of the site for one test. */
const changed: Record<string, unknown> = {};
const setOptions = async (options: Record<string, unknown>) => {
  for (const name of Object.keys(options)) changed[name] ??= name === 'require_name_email' ? '1' : '';
  await wordPress.ask('option', options);
};
afterEach(async () => {
  vi.unstubAllGlobals();
  if (Object.keys(changed).length) await wordPress.ask('option', changed);
  for (const name of Object.keys(changed)) delete changed[name];
});

const author = { name: 'Ada Lovelace', email: 'ada@example.org' };
const draftIn = (thread: { id: string }, more: Partial<Draft> = {}): Draft => ({
  thread,
  author,
  body: 'Hello',
  ...more,
});
const first = { sort: 'newest', limit: 25 } as const;

/** What a guest sends by hand. */
const post = async (body: object, path = '') => {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${wordPress.url}/wp-json/wp/v2/comments${path}`, request);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const get = async (path: string) => {
  const response = await fetch(`${wordPress.url}/wp-json/${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const guest = { author_name: 'Guest', author_email: 'guest@example.org', content: 'By hand' };

describe('the adapter with the must-use plugin', () => {
  for (const { name, run } of backendContract({
    create: () => create(),
    thread: newPost,
    publish,
    unknownId: '999999',
  }))
    test(name, run);

  test('a comment that the site holds is pending to its author and there for nobody', async () => {
    await setOptions({ comment_moderation: '1' });
    const thread = await newPost();
    const [ada, reader] = [create(), create()];
    const kept = await ada.submit(draftIn(thread, { rating: 5 }));
    expect(kept.status).toBe('pending');
    expect((await ada.mine!({ thread }))!.comments).toMatchObject([{ id: kept.id, status: 'pending', body: 'Hello' }]);
    expect(await reader.list({ thread, ...first })).toMatchObject({ comments: [], total: 0, summary: { count: 0 } });
    await expect(reader.find!({ thread, id: kept.id })).rejects.toMatchObject({ code: 'not-found' });
    await publish(kept);
    expect(await reader.list({ thread, ...first })).toMatchObject({ total: 1, summary: { count: 1, average: 5 } });
  });

  test('times are UTC, whatever the zone of the site', async () => {
    const thread = await newPost();
    await create().submit(draftIn(thread));
    const { comments } = await create().list({ thread, ...first });
    expect(Math.abs(Date.parse(comments[0]!.createdAt) - Date.now())).toBeLessThan(60_000);
  });

  test('a name with characters of markup comes back as it was given', async () => {
    const thread = await newPost();
    const name = `Tom & "Ann" O'Hara`;
    expect((await create().submit(draftIn(thread, { author: { ...author, name } }))).author.name).toBe(name);
    expect((await create().list({ thread, ...first })).comments[0]!.author.name).toBe(name);
  });

  test('markup that a reader types is shown as it was typed', async () => {
    const thread = await newPost();
    await create().submit(draftIn(thread, { body: 'Use <b>bold</b> & <script>alert(1)</script>' }));
    const { comments } = await create().list({ thread, ...first });
    expect(comments[0]!.html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('the same text again is a conflict, and comments in quick order are too many', async () => {
    const thread = await newPost();
    await create().submit(draftIn(thread));
    await setOptions({ starling_test_strict: '1' });
    await expect(create().submit(draftIn(thread))).rejects.toMatchObject({ code: 'conflict' });
    await expect(create().submit(draftIn(thread, { body: 'Other' }))).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfter: 15,
    });
  });

  test('a closed post says so, and takes no comment', async () => {
    const thread = await newPost({ comment_status: 'closed' });
    expect((await create().list({ thread, ...first })).thread.closed).toBe(true);
    await expect(create().submit(draftIn(thread))).rejects.toMatchObject({ code: 'closed' });
  });

  test('a site that needs no name and address asks for none', async () => {
    await setOptions({ require_name_email: '' });
    const thread = await newPost();
    const { fields } = (await create().list({ thread, ...first })).thread;
    expect(fields).toEqual({ name: 'optional', email: 'optional', url: 'optional' });
    expect((await create().submit(draftIn(thread, { author: {} }))).author.name).toBe('');
  });

  test('a site for registered readers only refuses guests and says what is needed', async () => {
    await setOptions({ comment_registration: '1' });
    const refusal = { code: 'misconfigured', message: expect.stringContaining('rest_allow_anonymous_comments') };
    await expect(create().submit(draftIn(await newPost()))).rejects.toMatchObject(refusal);
  });

  test('a post that is not there is not found, and a draft of one takes no comment', async () => {
    await expect(create().submit(draftIn({ id: '999999' }))).rejects.toMatchObject({ code: 'not-found' });
    const draft = await newPost({ post_status: 'draft' });
    await expect(create().submit(draftIn(draft))).rejects.toMatchObject({ name: 'StarlingError' });
    await expect(create().list({ thread: draft, ...first })).rejects.toMatchObject({ name: 'StarlingError' });
  });

  test('a signed-in reader comments under their own name by a nonce', async () => {
    const { cookie, nonce } = await wordPress.ask<{ cookie: string; nonce: string }>('sign-in');
    const real = fetch;
    // Node keeps no cookies: a browser at the same site would send this one.
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) =>
      real(url, init.credentials === 'same-origin' ? { ...init, headers: { ...init.headers, cookie } } : init),
    );
    const thread = await newPost();
    const backend = create({ nonce });
    expect((await backend.list({ thread, ...first })).thread.fields.name).toBe('hidden');
    expect((await backend.submit(draftIn(thread, { author: {} }))).author.name).toBe('admin');
    await expect(create({ nonce: 'old' }).list({ thread, ...first })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('a site whose headers do not come through is asked for an envelope', async () => {
    const thread = await newPost();
    const { id } = await create().submit(draftIn(thread, { rating: 4 }));
    await create().submit(draftIn(thread, { parent: id, body: 'Reply' }));
    await setOptions({ starling_test_no_headers: '1' });
    expect((await fetch(`${wordPress.url}/wp-json/wp/v2/comments`)).headers.has('x-wp-total')).toBe(false);
    const page = await create().list({ thread, ...first });
    expect(page).toMatchObject({ total: 2, summary: { average: 4 }, comments: [{ id, replyCount: 1 }] });
    const draft = await newPost({ post_status: 'draft' });
    await expect(create().list({ thread: draft, ...first })).rejects.toMatchObject({ name: 'StarlingError' });
  });

  test('replies of more levels and requests than one are all there', async () => {
    const thread = await newPost();
    const backend = create();
    const root = await backend.submit(draftIn(thread));
    let parent = root.id;
    for (let depth = 0; depth < 5; depth++)
      parent = (await backend.submit(draftIn(thread, { parent, body: `Deep ${depth}` }))).id;
    for (let number = 0; number < 7; number++)
      await backend.submit(draftIn(thread, { parent: root.id, body: `Wide ${number}` }));
    const [listed] = (await create({ perPage: 3 }).list({ thread, ...first })).comments;
    expect(listed).toMatchObject({ replyCount: 12, repliesNext: null });
    expect(listed!.replies).toHaveLength(12);
    const { path } = await create().find!({ thread, id: parent });
    expect(path.map(({ html }) => html.replace(/<[^>]*>|\n/g, ''))).toEqual(
      [0, 1, 2, 3, 4].map((depth) => `Deep ${depth}`),
    );
  });

  test('the first page of a thread without replies is one request', async () => {
    const thread = await newPost();
    await create().submit(draftIn(thread));
    const real = fetch;
    const asked = vi.fn(real);
    vi.stubGlobal('fetch', asked);
    await create().list({ thread, ...first });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('the must-use plugin', () => {
  test.each([0, 6, -1, 2.5, 'five', true, {}])('a rating of %j is refused, and nothing is stored', async (rating) => {
    const { id } = await newPost();
    expect((await post({ ...guest, post: id, starling_rating: rating })).status).toBe(400);
    expect((await get(`wp/v2/comments?post=${id}`)).body).toEqual([]);
  });

  test('a rating on a reply is refused, and nothing is stored', async () => {
    const { id } = await newPost();
    const root = await post({ ...guest, post: id });
    const reply = { ...guest, post: id, content: 'Reply', parent: root.body.id };
    expect(await post({ ...reply, starling_rating: 5 })).toMatchObject({
      status: 400,
      body: { code: 'starling_rating_on_reply' },
    });
    expect((await get(`wp/v2/comments?post=${id}`)).body).toHaveLength(1);
    expect((await post({ ...reply, starling_rating: null })).status).toBe(201);
  });

  test('a guest changes no rating once it is stored', async () => {
    const { id } = await newPost();
    const { body } = await post({ ...guest, post: id, starling_rating: 2 });
    expect((await post({ starling_rating: 5 }, `/${body.id}`)).status).toBe(401);
    expect((await get(`starling/v1/summary?post=${id}`)).body).toMatchObject({ average: 2 });
  });

  test('the summary is that of public top-level comments, and follows them', async () => {
    const { id } = await newPost();
    const ratings = [5, 2, 2];
    const kept = await Promise.all(ratings.map((stars) => post({ ...guest, post: id, starling_rating: stars })));
    const summary = { average: 3, count: 3, distribution: { 1: 0, 2: 2, 3: 0, 4: 0, 5: 1 } };
    expect(await get(`starling/v1/summary?post=${id}`)).toEqual({ status: 200, body: summary });
    await wordPress.ask('delete', { id: kept[0]!.body.id });
    expect((await get(`starling/v1/summary?post=${id}`)).body).toMatchObject({ average: 2, count: 2 });
  });

  test('of a post that not everybody may read there is no summary', async () => {
    const secret = [await newPost({ post_status: 'draft' }), await newPost({ post_status: 'private' })];
    const locked = await newPost({ post_password: 'x' });
    for (const { id } of [...secret, locked, { id: '999999' }])
      expect((await get(`starling/v1/summary?post=${id}`)).status).toBe(404);
  });
});

describe('the adapter without the plugin', () => {
  beforeAll(() => wordPress?.setPlugin(false));
  afterAll(() => wordPress?.setPlugin(true));

  test('a site that takes no guests over REST is misconfigured, and the error says what to add', async () => {
    const thread = await newPost();
    expect((await create().list({ thread, ...first })).thread).toMatchObject({ ratings: 'off', closed: false });
    const refusal = { code: 'misconfigured', message: expect.stringContaining('rest_allow_anonymous_comments') };
    await expect(create().submit(draftIn(thread))).rejects.toMatchObject(refusal);
  });

  describe('that takes guests, by an address without pretty links', () => {
    beforeAll(() => wordPress?.ask('option', { starling_test_guests: '1' }));
    afterAll(() => wordPress?.ask('option', { starling_test_guests: '' }));

    const plain = () => create({}, '/?rest_route=/');
    for (const { name, run } of backendContract({ create: plain, thread: newPost, publish, unknownId: '999999' }))
      test(name, run);
  });
});
