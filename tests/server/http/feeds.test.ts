import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPeople } from '../../../server/src/service/people.js';
import { aToken, createFixture, origin, type Fixture } from '../support/fixture.js';

const publicUrl = 'https://talk.example/comments';
const page = `${origin}/a`;
const schema = readFileSync(new URL('atom.rng', import.meta.url), 'utf8');

const feedsOf = (fixture: Fixture, options = {}) => {
  const { handler } = fixture.with({ publicUrl, ...options });
  return (path: string, headers = {}) => handler(new Request(`${publicUrl}/feeds/${path}`, { headers }));
};

const problemsOf = async (contents: string) =>
  (await validateXML({ xml: { fileName: 'feed.xml', contents }, schema, extension: 'relaxng' })).errors.map(
    ({ message }) => message,
  );

/** JSON Feed 1.1, as far as feeds of comments go; strict. */
const address = z.url({ protocol: /^https?$/ });
const jsonFeed = z.strictObject({
  version: z.literal(['https://jsonfeed.org/version/1', 'https://jsonfeed.org/version/1.1']),
  title: z.string().min(1),
  home_page_url: address,
  feed_url: address,
  language: z.string().optional(),
  items: z.array(
    z.looseObject({
      id: z.string().min(1),
      url: address,
      title: z.string(),
      content_html: z.string(),
      date_modified: z.iso.datetime(),
      date_published: z.iso.datetime(),
      author: z.object({ name: z.string(), url: address.optional() }),
    }),
  ),
});

describe('the feeds', () => {
  test('have the newest comments and replies of a site, with whole addresses, and are valid', async () => {
    const fixture = await createFixture();
    const { write } = fixture;
    const thread = { id: page, url: page, title: 'A & <B>' };
    const root = await write('Some *words*, <b>and</b> ]]> more', {
      thread,
      rating: 4,
      author: { name: 'Ann & "Co" <x>', email: 'ann@example.org', url: 'https://ann.example/?a=1&b=2' },
    });
    await write('A reply', { thread, parent: root.id });
    await write('Elsewhere', { thread: { id: '/other' } });
    const ask = feedsOf(fixture, { origins: [origin] });

    const atom = await ask('comments.atom');
    expect([atom.status, atom.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const xml = await atom.text();
    expect(await problemsOf(xml)).toEqual([]);

    const json = await ask('comments.json');
    expect([json.status, json.headers.get('content-type')]).toEqual([200, 'application/feed+json; charset=utf-8']);
    const feed = jsonFeed.parse(await json.json());
    expect(feed.feed_url).toBe(`${publicUrl}/feeds/comments.json`);
    expect(feed.home_page_url).toBe(origin);
    expect(feed.items.map(({ url }) => url.replace(/#comment-.+/, '#'))).toEqual([
      `${origin}/other#`,
      `${page}#`,
      `${page}#`,
    ]);
    const last = feed.items.at(-1)!;
    expect(last).toMatchObject({
      id: `${publicUrl}/api/v1/comments/${root.id}`,
      url: `${page}#comment-${root.id}`,
      title: 'Ann & "Co" <x>: A & <B>',
      author: { name: 'Ann & "Co" <x>', url: 'https://ann.example/?a=1&b=2' },
    });
    expect(last.content_html).toContain('★★★★☆');
    expect(last.content_html).toContain('<em>words</em>, &lt;b&gt;and&lt;/b&gt;');
    for (const whole of [xml, JSON.stringify(feed)]) expect(whole).not.toContain('@example.org');
  });

  test('see what is wrong with a feed that is none', async () => {
    const fixture = await createFixture();
    await fixture.write('one');
    const xml = await (await feedsOf(fixture)('comments.atom')).text();
    expect(await problemsOf(xml)).toEqual([]);
    expect(await problemsOf(xml.replace(/<updated>.*?<\/updated>/, ''))).not.toEqual([]);
    expect(await problemsOf(xml.replace(publicUrl, ''))).not.toEqual([]);
  });

  test('of a thread have that thread’s alone, by any spelling of its address', async () => {
    const fixture = await createFixture();
    await fixture.write('here', { thread: { id: page, title: 'Here' } });
    await fixture.write('there', { thread: { id: `${origin}/b` } });
    const ask = feedsOf(fixture);
    for (const spelling of [page, 'http://BLOG.example/a/?utm_source=x']) {
      const response = await ask(`comments.json?${new URLSearchParams({ thread: spelling })}`);
      const feed = jsonFeed.parse(await response.json());
      expect(feed.title).toBe('Here');
      expect(feed.home_page_url).toBe(page);
      expect(feed.items.map(({ content_html }) => content_html)).toEqual(['<p>here</p>']);
      expect(feed.feed_url).toContain(`?thread=${encodeURIComponent(spelling)}`.replaceAll('%20', '+'));
    }
  });

  test('show nothing that is held or deleted, and no more than 50', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const gone = await fixture.write('gone', {}, token);
    await fixture.call('DELETE', `/comments/${gone.id}`, undefined, { token });
    await fixture.with({ moderation: 'all' }).post({ body: 'held' });
    const ask = feedsOf(fixture);
    const empty = await ask('comments.atom');
    expect(await problemsOf(await empty.text())).toEqual([]);
    expect(jsonFeed.parse(await (await ask('comments.json')).json()).items).toEqual([]);
    for (let index = 0; index < 52; index++) await fixture.write(`number ${index}`);
    const { items } = jsonFeed.parse(await (await ask('comments.json')).json());
    expect(items).toHaveLength(50);
    expect(items[0]!.content_html).toContain('number 51');
  });

  test('are valid whatever people write, and at most a mebibyte', async () => {
    const fixture = await createFixture();
    for (const name of ['\u0001\u0008 x', '\ufffe\uffff y', '😀 ]]>', '\u202e z'])
      await fixture.post({ author: { name, email: 'a@example.org' }, body: '\u0002 & \ufffe ]]> <![CDATA[' });
    for (let index = 0; index < 50; index++) await fixture.write('`<&>` '.repeat(1_600));
    const ask = feedsOf(fixture);
    for (const format of ['atom', 'json']) {
      const text = await (await ask(`comments.${format}`)).text();
      expect(new TextEncoder().encode(text).byteLength).toBeLessThan(1024 * 1024);
      if (format === 'atom') expect(await problemsOf(text)).toEqual([]);
      else expect(jsonFeed.parse(JSON.parse(text)).items.length).toBeGreaterThan(10);
    }
  });

  test('have a tag that changes with what they show', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const { id } = await fixture.write('one', {}, token);
    const ask = feedsOf(fixture);
    const tagOf = async () => (await ask('comments.atom')).headers.get('etag')!;
    const first = await tagOf();
    expect((await ask('comments.atom', { 'If-None-Match': first })).status).toBe(304);
    await fixture.call('PATCH', `/comments/${id}`, { body: 'two' }, { token });
    const second = await tagOf();
    expect(second).not.toBe(first);
    await fixture.write('three');
    expect(await tagOf()).not.toBe(second);
    expect((await ask('comments.atom', { 'If-None-Match': first })).status).toBe(200);
  });

  test('call somebody without a name in the site’s language, and have another tag when only a link goes', async () => {
    const fixture = await createFixture({ fields: { name: 'optional' }, language: 'de' });
    const author = { email: 'ada@example.org', url: 'https://ada.example/' };
    await fixture.write('one', { author, thread: { id: page, title: 'A title' } });
    const ask = feedsOf(fixture, { fields: { name: 'optional' }, language: 'de' });
    const feed = jsonFeed.parse(await (await ask('comments.json')).json());
    expect(feed.items[0]).toMatchObject({ title: 'Jemand: A title', author: { name: 'Jemand', url: author.url } });
    const before = await ask('comments.atom');
    const xml = await before.text();
    expect([await problemsOf(xml), xml.includes('<name>Jemand</name>')]).toEqual([[], true]);
    const people = createPeople(fixture.store, Date.now);
    await people.erase({ name: 'x', role: 'owner', scope: 'all' }, { email: author.email, keep: true });
    const after = await ask('comments.atom', { 'If-None-Match': before.headers.get('etag')! });
    expect([after.status, (await after.text()).includes('ada.example')]).toEqual([200, false]);
  });

  test('have another tag where the server or the site has another address, and no content for HEAD', async () => {
    const fixture = await createFixture();
    await fixture.write('one', { thread: { id: '/other' } });
    const tagOf = async (options: object): Promise<string> => {
      const { handler } = fixture.with({ publicUrl, origins: [origin], ...options });
      const response = await handler(new Request(`${publicUrl}/feeds/comments.json`, { method: 'HEAD' }));
      expect([response.status, response.body]).toEqual([200, null]);
      return response.headers.get('etag')!;
    };
    const tags = [{}, { publicUrl: 'https://moved.example/comments' }, { origins: ['https://new.example'] }].map(tagOf);
    expect(new Set(await Promise.all(tags)).size).toBe(3);
    expect(await tagOf({})).toBe(await tags[0]);
  });

  test('need to know where the world reaches the server, and one site where there are several', async () => {
    const fixture = await createFixture();
    const without = await fixture.with({ publicUrl: undefined }).handler(new Request('http://h/feeds/comments.atom'));
    expect([without.status, ((await without.json()) as { detail: string }).detail]).toEqual([
      404,
      expect.stringContaining('--public-url'),
    ]);
    const ask = feedsOf(fixture, { sites: ['a', 'b'] });
    expect((await ask('comments.json')).status).toBe(422);
    expect((await ask('comments.json?site=a')).status).toBe(200);
  });
});
