import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { formats } from '../../../server/src/import/formats.js';
import { runImport } from '../../../server/src/import/run-import.js';
import { openStore } from '../../../server/src/store/open-store.js';
import { fixtureOver, temporaryFolder } from '../support/fixture.js';
import { newDatabase } from '../support/new-database.js';
import { readXml, textOf, type XmlElement } from '../../../server/src/import/read-xml.js';

const fileOf = async (content: string | Buffer): Promise<string> => {
  const file = join(await temporaryFolder(), 'import');
  await writeFile(file, content);
  return file;
};

/** Imports a file into an empty store, twice, as the second time must add nothing. */
const importedFrom = async (name: string, file: string, options = {}) => {
  const format = formats.find((each) => each.name === name)!;
  const address = await newDatabase();
  const store = await openStore(address);
  onTestFinished(() => store.close());
  const request = { store, format, file, now: Date.now, ...options };
  const report = await runImport(request);
  const again = await runImport(request);
  expect(Object.values(again.added).reduce((sum, count) => sum + count, 0)).toBe(0);
  const fixture = fixtureOver(store, '', {});
  const list = async (thread: string, query = {}) => (await fixture.list({ thread, sort: 'oldest', ...query })).body;
  return { report, list, fixture, store };
};

const recognised = (start: string) => formats.find(({ recognises }) => recognises(start))?.name;

const disqus = (posts: string, threads = '') => `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>blog</forum><title>General</title></category>
<thread dsq:id="10"><id>post-1</id><forum>blog</forum><category dsq:id="1" /><link>http://Blog.example/post/?utm_source=x</link>
<title>A post &amp; more</title><message /><createdAt>2019-05-01T10:00:00Z</createdAt><isClosed>true</isClosed><isDeleted>false</isDeleted></thread>
${threads}${posts}</disqus>`;

const post = (id: number, message: string, more = '') => `
<post dsq:id="${id}"><id /><message><![CDATA[${message}]]></message><createdAt>2019-05-02T10:00:0${id % 10}Z</createdAt>
<author><name>Ada</name><email>ada@example.org</email></author><thread dsq:id="10" />
${more || '<isDeleted>false</isDeleted><isSpam>false</isSpam>'}</post>`;

describe('Disqus', () => {
  test('comes with threads, answers, states and times', async () => {
    const file = await fileOf(
      disqus(
        post(3, '<p>Answer</p>', '<parent dsq:id="2" /><isDeleted>false</isDeleted><isSpam>false</isSpam>') +
          post(2, '<p>Hello <b>you</b>, see <a href="https://example.org/a" rel="nofollow">this</a></p>') +
          post(4, '<p>Buy</p>', '<isDeleted>false</isDeleted><isSpam>true</isSpam>') +
          post(5, '<p>Gone</p>', '<isDeleted>true</isDeleted><isSpam>false</isSpam>') +
          post(6, '<p>Orphan</p>', '<parent dsq:id="99" /><isDeleted>false</isDeleted><isSpam>false</isSpam>'),
      ),
    );
    const { report, list, fixture } = await importedFrom('disqus', file);
    expect(report).toMatchObject({ added: { comments: 5, threads: 1 }, skipped: { count: 0 }, roots: { count: 1 } });
    const { comments, total } = await list('https://blog.example/post');
    expect(total).toBe(3);
    expect(comments.map(({ html }) => html)).toEqual([
      '<p>Hello <strong>you</strong>, see <a href="https://example.org/a" rel="nofollow ugc noopener">this</a></p>',
      '<p>Orphan</p>',
    ]);
    expect(comments[0]).toMatchObject({
      author: { name: 'Ada' },
      createdAt: '2019-05-02T10:00:02.000Z',
      replyCount: 1,
      replies: [{ html: '<p>Answer</p>' }],
    });
    const late = await fixture.post({ thread: { id: 'https://blog.example/post' } });
    expect(late.body.code).toBe('closed');
  });

  test('of two sites has ids that differ, though Disqus’s are the same', async () => {
    const file = await fileOf(disqus(post(2, '<p>One</p>')));
    const format = formats.find(({ name }) => name === 'disqus')!;
    const store = await openStore(await newDatabase());
    onTestFinished(() => store.close());
    for (const site of ['a', 'b']) {
      const report = await runImport({ store, format, file, site, now: Date.now });
      expect(report).toMatchObject({ renamed: 0, added: { comments: 1, imported_ids: 1 } });
    }
    const rows = await store.read(({ transfer }) => transfer.page('imported_ids', undefined, 10));
    expect(rows.map(({ site, source }) => [site, source])).toEqual([
      ['a', 'disqus:2'],
      ['b', 'disqus:2'],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });

  test.each([
    ['a DTD', '<?xml version="1.0"?><!DOCTYPE disqus [<!ENTITY a "aaaa">]><disqus>&a;</disqus>', /has a DTD/],
    ['an entity that nobody declared', disqus(post(2, 'x')).replace('<forum>', '<forum>&boom;'), /is not XML/],
    ['an end that is missing', disqus(post(2, 'x')).slice(0, -20), /line \d+: is not XML/],
    ['an encoding that is unknown', '<?xml version="1.0" encoding="klingon"?><disqus/>', /klingon/],
    ['bytes that are not of its encoding', Buffer.concat([Buffer.from(disqus('')), Buffer.from([0xff])]), /not utf-8/],
  ])('is refused with %s, and leaves nothing', async (_, content, message) => {
    const store = await openStore(await newDatabase());
    onTestFinished(() => store.close());
    const file = await fileOf(content);
    const format = formats.find(({ name }) => name === 'disqus')!;
    await expect(runImport({ store, format, file, now: Date.now })).rejects.toThrow(message);
    expect(await store.read(({ transfer }) => transfer.page('comments', undefined, 10))).toEqual([]);
  });

  test('in another encoding is read by what the file says', async () => {
    const text = disqus(post(2, '<p>Caf\u00e9</p>')).replace('utf-8', 'iso-8859-1');
    const { list } = await importedFrom('disqus', await fileOf(Buffer.from(text, 'latin1')));
    expect((await list('https://blog.example/post')).comments[0]!.html).toBe('<p>Caf\u00e9</p>');
  });
});

const wordpress = (comments: string) => `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Kettle</title><link>https://shop.example/kettle/</link><wp:post_id>7</wp:post_id>
<wp:post_date_gmt>2020-01-01 08:00:00</wp:post_date_gmt><wp:comment_status>open</wp:comment_status>
<wp:postmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>${comments}</item></channel></rss>`;

const wordpressComment = (
  id: number,
  content: string,
  { approved = '1', parent = 0, type = 'comment', meta = '' } = {},
) => `
<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Ada <b>]]></wp:comment_author>
<wp:comment_author_email>ada@example.org</wp:comment_author_email><wp:comment_author_url>javascript:alert(1)</wp:comment_author_url>
<wp:comment_date>2020-01-02 11:00:00</wp:comment_date><wp:comment_date_gmt>2020-01-02 10:00:0${id % 10}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[${content}]]></wp:comment_content><wp:comment_approved><![CDATA[${approved}]]></wp:comment_approved>
<wp:comment_type>${type}</wp:comment_type><wp:comment_parent>${parent}</wp:comment_parent>${meta}</wp:comment>`;

const stars = (count: number) =>
  `<wp:commentmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value><![CDATA[${count}]]></wp:meta_value></wp:commentmeta>`;

test('an element of XML comes with the fields around it, and with nothing of the posts before', async () => {
  const post = (link: string) =>
    `<item><link>${link}</link><encoded>A long article.</encoded><meta><key>a</key></meta><comment><text>Hi</text></comment></item>`;
  const file = await fileOf(
    `<rss><channel><version>1</version>${post('/a')}${post('/b')}${post('/c')}</channel></rss>`,
  );
  const names = (elements: XmlElement[]) => elements.map(({ name }) => name);
  const found = [];
  for await (const { element, around } of readXml(file, (path) => path.at(-1) === 'comment')) {
    expect(textOf(element, 'text')).toBe('Hi');
    expect([names(around[0]!.children), names(around[1]!.children)]).toEqual([['link', 'encoded'], ['version']]);
    found.push(textOf(around[0]!, 'link'));
  }
  expect(found).toEqual(['/a', '/b', '/c']);
});

test('WordPress comes with lines as they were, WooCommerce’s stars, and without pingbacks', async () => {
  const file = await fileOf(
    wordpress(
      wordpressComment(1, 'First line\nsecond line\n\nNext <em>paragraph</em>', { type: 'review', meta: stars(4) }) +
        wordpressComment(2, 'Waits', { approved: '0', meta: stars(1) }) +
        wordpressComment(3, 'Answer', { parent: 1, meta: stars(2) }) +
        wordpressComment(4, 'Spam', { approved: '__proto__' }) +
        wordpressComment(5, 'Somewhere', { type: 'pingback' }),
    ),
  );
  const { report, list } = await importedFrom('wordpress', file);
  expect(report).toMatchObject({
    added: { comments: 4 },
    skipped: { count: 1, lines: [{ reason: 'it is a pingback' }] },
  });
  const { comments, summary } = await list('https://shop.example/kettle');
  expect(summary).toMatchObject({ count: 1, average: 4 });
  expect(comments).toHaveLength(1);
  expect(comments[0]).toMatchObject({ author: { name: 'Ada <b>' }, rating: 4, replies: [{ rating: null }] });
  expect(comments[0]!.author.url).toBeUndefined();
  expect(comments[0]!.html).toMatch(/^<p>First line<br \/>\s*second line<\/p>\s*<p>Next <em>paragraph<\/em><\/p>$/);
});

test('Isso’s database comes with its Markdown, votes and states', async () => {
  const file = join(await temporaryFolder(), 'comments.db');
  const database = new DatabaseSync(file);
  database.exec(`
    create table threads (id integer primary key, uri varchar(256) unique, title varchar(256));
    create table comments (tid references threads(id), id integer primary key, parent integer, created float not null,
      modified float, mode integer, remote_addr varchar, text varchar, author varchar, email varchar, website varchar,
      likes integer default 0, dislikes integer default 0, voters blob not null, notification integer default 0);
    insert into threads values (1, '/post/', 'Post');
    insert into comments values (1, 1, null, 1500000000.5, null, 1, '127.0.0.0', 'Hello **you**', 'Ada', null, null, 3, 1, x'', 0);
    insert into comments values (1, 2, 1, 1500000001, 1500000002, 1, '127.0.0.0', 'Answer', null, null, null, 0, 0, x'', 0);
    insert into comments values (1, 3, null, 1500000003, null, 2, '127.0.0.0', 'Waits', 'Bob', null, null, 0, 0, x'', 0);
    insert into comments values (1, 4, null, 1500000004, null, 4, '127.0.0.0', '', null, null, null, 0, 0, x'', 0);`);
  database.close();
  const { list } = await importedFrom('isso', file);
  const { comments, total } = await list('/post/');
  expect(total).toBe(2);
  expect(comments).toMatchObject([
    {
      html: '<p>Hello <strong>you</strong></p>',
      createdAt: '2017-07-14T02:40:00.500Z',
      votes: { up: 3, down: 1 },
      replies: [{ author: { name: 'Anonymous' }, editedAt: '2017-07-14T02:40:02.000Z' }],
    },
  ]);
  expect(recognised('SQLite format 3\0')).toBe('isso');
});

test('Remark42’s backup comes with what was typed, votes and pins', async () => {
  const locator = { site: 'blog', url: 'https://blog.example/post' };
  const user = { name: 'Ada', id: 'github_1' };
  const file = await fileOf(
    [
      { version: 1, users: [], posts: [] },
      { id: 'b', pid: 'a', text: '<p>Answer</p>', user, locator, time: '2021-01-01T10:00:01Z' },
      {
        id: 'a',
        pid: '',
        text: '<p>x</p>',
        orig: 'Hello *you*',
        user,
        locator,
        votes: { v1: true, v2: true, v3: false },
        time: '2021-01-01T11:00:00+01:00',
        pin: true,
      },
      { id: 'c', pid: '', text: '', user, locator, time: '2021-01-01T10:00:02Z', delete: true },
      { id: 'd', pid: '', text: 'x', user, time: '2021-01-01T10:00:02Z' },
    ]
      .map((record) => JSON.stringify(record))
      .join('\n'),
  );
  const { report, list } = await importedFrom('remark42', file);
  expect(report).toMatchObject({
    added: { comments: 3, votes: 3 },
    skipped: { count: 1, lines: [{ line: 5, reason: '"locator" is not right' }] },
  });
  expect((await list(locator.url)).comments).toMatchObject([
    {
      html: '<p>Hello <em>you</em></p>',
      pinned: true,
      votes: { up: 2, down: 1 },
      createdAt: '2021-01-01T10:00:00.000Z',
      replyCount: 1,
    },
  ]);
});

test('a file says by its beginning what it is', () => {
  expect(recognised(disqus('').slice(0, 400))).toBe('disqus');
  expect(recognised(wordpress('').slice(0, 400))).toBe('wordpress');
  expect(recognised('{"version":1,"users":[]')).toBe('remark42');
  expect(recognised('{"starling":1}')).toBe('starling');
  expect(recognised('hello')).toBeUndefined();
});
