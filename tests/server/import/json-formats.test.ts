import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { formats } from '../../../server/src/import/formats.js';
import { readThreadMap, withThreadMap } from '../../../server/src/import/map-threads.js';
import { runImport } from '../../../server/src/import/run-import.js';
import { openStore } from '../../../server/src/store/open-store.js';
import { fixtureOver, temporaryFolder } from '../support/fixture.js';
import { newDatabase } from '../support/new-database.js';

/*
 * Files in the shape that each system exports, as of Commento 1.8, Artalk 2.9, Waline 1.32, LeanCloud in 2025, Twikoo 1.6
 * and Isso 0.13.
 */

const fileOf = async (content: string | Buffer, name = 'import'): Promise<string> => {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, content);
  return file;
};

const recognised = (content: string) => formats.find(({ recognises }) => recognises(content.slice(0, 4096)))?.name;

/** Imports a file of the format that it is found to be, twice, as the second time must add nothing. */
const imported = async (content: string | Buffer, map: string[] = []) => {
  const start = Buffer.isBuffer(content) ? new TextDecoder('utf-16le').decode(content) : content;
  const found = formats.find(({ recognises }) => recognises(start.slice(0, 4096)))!;
  const format = withThreadMap(found, await readThreadMap(map));
  const store = await openStore(await newDatabase());
  onTestFinished(() => store.close());
  const request = { store, format, file: await fileOf(content), now: Date.now };
  const dry = await runImport({ ...request, dryRun: true });
  expect(await store.read(({ transfer }) => transfer.page('comments', undefined, 10))).toEqual([]);
  const report = await runImport(request);
  expect(report.added.comments).toBe(dry.added.comments);
  const again = await runImport(request);
  expect(Object.values(again.added).reduce((sum, count) => sum + count, 0)).toBe(0);
  const list = async (thread: string) =>
    (await fixtureOver(store, '', {}).list({ thread, sort: 'oldest' })).body.comments.map((comment) => comment);
  const rows = await store.read(({ transfer }) => transfer.page('comments', undefined, 100));
  return { format: found.name, report, list, rows };
};

const commento = JSON.stringify({
  version: 1,
  comments: [
    ['b', 'a', 'An *answer*', 'approved', -2],
    ['a', 'root', 'Hello', 'approved', 3],
    ['c', 'root', 'Waits', 'unapproved', 0],
    ['d', 'gone', 'Orphan', 'approved', 0],
  ].map(([commentHex, parentHex, markdown, state, score], index) => ({
    commentHex,
    domain: 'blog.example',
    url: '/post',
    commenterHex: index === 3 ? 'anonymous' : 'x',
    markdown,
    html: '',
    parentHex,
    score,
    state,
    creationDate: `2020-05-0${index + 1}T10:00:00.123456Z`,
    direction: 0,
    deleted: false,
  })),
  commenters: [
    {
      commenterHex: 'x',
      email: 'ada@example.org',
      name: 'Ada',
      link: 'https://ada.example',
      photo: 'undefined',
      provider: 'commento',
      joinDate: '2020-01-01T00:00:00Z',
      isModerator: false,
    },
  ],
});

test('Commento comes with those who wrote, who stand after what they wrote', async () => {
  const { format, report, list, rows } = await imported(commento);
  expect(format).toBe('commento');
  expect(report).toMatchObject({ added: { comments: 4, threads: 1 }, roots: { count: 1 }, skipped: { count: 0 } });
  const comments = await list('https://blog.example/post');
  expect(comments).toMatchObject([
    {
      author: { name: 'Ada', url: 'https://ada.example/' },
      html: '<p>Hello</p>',
      votes: { up: 3, down: 0 },
      replyCount: 1,
    },
    { author: { name: 'Anonymous' }, html: '<p>Orphan</p>' },
  ]);
  expect(comments[0]!.replies).toMatchObject([{ html: '<p>An <em>answer</em></p>', votes: { up: 0, down: 2 } }]);
  expect(rows.filter(({ status }) => status === 'pending')).toHaveLength(1);
});

const artran = (id: string, more: object) => ({
  id,
  rid: '0',
  content: 'Hello **you**',
  ua: 'A browser',
  ip: '203.0.113.1',
  created_at: '2021-10-28 20:50:15 +0800',
  updated_at: '2021-10-28 20:50:15 +0800',
  is_collapsed: 'false',
  is_pending: 'false',
  is_pinned: 'false',
  vote_up: '2',
  vote_down: '1',
  nick: 'Ada',
  email: 'ada@example.org',
  link: '',
  badge_name: '',
  badge_color: '',
  page_key: '/post/',
  page_title: 'A post',
  page_admin_only: 'false',
  site_name: 'Blog',
  site_urls: 'https://blog.example',
  ...more,
});

test('Artalk comes with answers, pins, votes and what waits', async () => {
  const { format, list, rows } = await imported(
    JSON.stringify([
      artran('1', {}),
      artran('2', { rid: '1', content: 'Answer' }),
      artran('3', { is_pinned: 'true', content: '<p>Old <b>HTML</b></p>' }),
      artran('4', { is_pending: 'true' }),
    ]),
  );
  expect(format).toBe('artalk');
  expect(await list('/post/')).toMatchObject([
    { html: '<p>Old <strong>HTML</strong></p>', pinned: true },
    {
      html: '<p>Hello <strong>you</strong></p>',
      createdAt: '2021-10-28T12:50:15.000Z',
      votes: { up: 2, down: 1 },
      replies: [{ html: '<p>Answer</p>' }],
    },
  ]);
  expect(rows.map(({ status }) => status).sort()).toEqual(['pending', 'published', 'published', 'published']);
});

const waline = {
  type: 'waline',
  version: 1,
  time: 1700000000000,
  tables: ['Comment', 'Counter', 'Users'],
  data: {
    Comment: [
      {
        objectId: 1,
        nick: 'Ada',
        mail: 'ada@example.org',
        link: null,
        comment: 'Hello',
        ua: '',
        ip: '',
        url: '/post/',
        pid: null,
        rid: null,
        status: 'approved',
        sticky: 1,
        like: 2,
        user_id: null,
        insertedAt: '2023-11-14T22:13:20.000Z',
      },
      {
        objectId: 2,
        nick: 'Bob',
        mail: '',
        link: 'https://bob.example',
        comment: 'Answer',
        url: '/post/',
        pid: 1,
        rid: 1,
        status: 'approved',
        sticky: null,
        like: null,
        insertedAt: '2023-11-14 22:14:20',
      },
      {
        objectId: 3,
        nick: 'Eve',
        comment: 'Buy',
        url: '/post/',
        pid: null,
        rid: null,
        status: 'spam',
        insertedAt: '2023-11-14T22:15:20.000Z',
      },
      {
        objectId: 4,
        nick: 'Mel',
        comment: 'Waits',
        url: '/post/',
        status: 'waiting',
        insertedAt: '2023-11-14T22:15:20.000Z',
      },
    ],
    Counter: [{ objectId: 1, time: 5, url: '/post/' }],
    Users: [{ objectId: 1, display_name: 'Ada', comment: 'no comment' }],
  },
};

const walineThread = [
  {
    html: '<p>Hello</p>',
    pinned: true,
    votes: { up: 2 },
    replies: [{ html: '<p>Answer</p>', createdAt: '2023-11-14T22:14:20.000Z' }],
  },
];

test.each([
  ['as it exports it', JSON.stringify(waline)],
  ['as its server answers', JSON.stringify({ errno: 0, errmsg: '', data: waline }, null, 2)],
])('Waline’s JSON, %s, comes with answers, pins, likes and states', async (_, content) => {
  const { format, list, rows } = await imported(content);
  expect(format).toBe('waline');
  expect(await list('/post/')).toMatchObject(walineThread);
  expect(rows.filter(({ spam }) => spam).map(({ author_name }) => author_name)).toEqual(['Eve']);
  expect(rows).toHaveLength(4);
});

test('Waline’s table as CSV comes with line ends, quotes and commas in it', async () => {
  const { format, report, list } = await imported(
    [
      'id,user_id,comment,insertedAt,ip,link,mail,nick,pid,rid,sticky,status,like,ua,url,createdAt,updatedAt',
      '1,,"Hello, ""you""',
      '',
      'and all",2023-11-14 22:13:20,,,ada@example.org,Ada,,,1,approved,2,"Mozilla, like",/post/,,',
      '2,,Answer,2023-11-14 22:14:20,,,,Bob,1,1,,approved,,,/post/,,',
      '3,,No time,never,,,,Bob,1,1,,approved,,,/post/,,',
    ].join('\r\n'),
  );
  expect(format).toBe('waline');
  expect(report.skipped).toEqual({ count: 1, lines: [{ line: 6, reason: '"createdAt" is not right' }] });
  expect(await list('/post/')).toMatchObject([
    {
      html: '<p>Hello, "you"</p>\n<p>and all</p>',
      pinned: true,
      votes: { up: 2 },
      replies: [{ html: '<p>Answer</p>' }],
    },
  ]);
});

const valine = [
  {
    nick: 'Ada',
    mail: 'ada@example.org',
    link: '',
    comment: '<p>Hello <strong>you</strong></p>\n',
    ua: '',
    url: '/post/',
    objectId: '5f01',
    insertedAt: { __type: 'Date', iso: '2020-07-05T08:00:00.000Z' },
    createdAt: '2020-07-05T08:00:01.000Z',
    ACL: { '*': { read: true } },
  },
  {
    nick: 'Bob',
    mail: '',
    link: '',
    comment: "<p><a class='at' href='#5f01'>@Ada</a> , yes</p>",
    pid: '5f01',
    rid: '5f01',
    url: '/post/',
    objectId: '5f02',
    createdAt: '2020-07-05T09:00:00.000Z',
  },
];

test.each([
  [
    'lines of JSON',
    `#filetype:JSON-streaming {"type":"Class","class":"Comment"}\n${valine.map((each) => JSON.stringify(each)).join('\n')}\n`,
  ],
  ['a list of results', JSON.stringify({ results: valine })],
  ['a list', JSON.stringify(valine, null, 1)],
])('Valine comes from LeanCloud as %s', async (_, content) => {
  const { format, report, list } = await imported(content);
  expect([format, report.added.comments, report.skipped.count]).toEqual(['valine', 2, 0]);
  expect(await list('/post/')).toMatchObject([
    {
      html: '<p>Hello <strong>you</strong></p>',
      createdAt: '2020-07-05T08:00:00.000Z',
      replies: [{ author: { name: 'Bob' } }],
    },
  ]);
});

const twikoo = [
  {
    _id: 'a1',
    uid: 'u',
    nick: 'Ada',
    mail: 'ada@example.org',
    mailMd5: 'x',
    link: '',
    ua: '',
    ip: '',
    master: false,
    url: '/post/',
    href: 'https://blog.example/post/',
    comment: '<p>Hello</p>',
    pid: '',
    rid: '',
    isSpam: false,
    created: 1609459200000,
    updated: 1609459200000,
    like: ['u1', 'u2'],
    top: true,
  },
  {
    _id: { $oid: 'a2' },
    nick: 'Bob',
    url: '/post/',
    comment: '<p>Answer</p>',
    pid: 'a1',
    rid: 'a1',
    isSpam: false,
    created: { $numberLong: '1609459300000' },
  },
  { _id: 'a3', nick: 'Eve', url: '/post/', comment: '<p>Buy</p>', isSpam: true, created: 1609459400000 },
];

test.each([
  ['a list', JSON.stringify(twikoo)],
  ['its server’s answer', JSON.stringify({ code: 0, data: twikoo })],
  ['lines of JSON', twikoo.map((each) => JSON.stringify(each)).join('\n')],
])('Twikoo comes as %s', async (_, content) => {
  const { format, report, list, rows } = await imported(content);
  expect([format, report.added.comments]).toEqual(['twikoo', 3]);
  expect(await list('/post/')).toMatchObject([
    {
      html: '<p>Hello</p>',
      pinned: true,
      votes: { up: 2 },
      createdAt: '2021-01-01T00:00:00.000Z',
      replies: [{ html: '<p>Answer</p>' }],
    },
  ]);
  expect(rows.filter(({ status }) => status === 'pending').map(({ author_name }) => author_name)).toEqual(['Eve']);
});

test('Isso’s JSON comes by its threads, whose comments each begin at 1', async () => {
  const thread = (id: string) => ({
    id,
    title: 'A post',
    comments: [
      {
        author: 'James',
        created: '2018-11-28 17:24:23',
        email: 'james@example.org',
        id: '1',
        remote_addr: '127.0.0.0',
        text: 'Great *article*!',
        website: 'http://james.example',
      },
      { author: 'No', id: '2', text: 'time' },
    ],
  });
  const { format, report, list } = await imported(JSON.stringify([thread('/a/'), thread('/b/')]));
  expect([format, report.added.comments, report.skipped.count]).toEqual(['isso', 2, 2]);
  for (const id of ['/a/', '/b/'])
    expect(await list(id)).toMatchObject([
      {
        author: { name: 'James', url: 'http://james.example/' },
        html: '<p>Great <em>article</em>!</p>',
        createdAt: '2018-11-28T17:24:23.000Z',
      },
    ]);
});

describe('a site that moved', () => {
  test('has its threads under the names that begin anew, the longest beginning first', async () => {
    const { list } = await imported(JSON.stringify([artran('1', {}), artran('2', { page_key: '/blog/a?b=1' })]), [
      '/=https://new.example/',
      '/blog/=https://blog.example/',
    ]);
    expect(await list('https://new.example/post')).toHaveLength(1);
    expect(await list('https://blog.example/a?b=1')).toHaveLength(1);
  });

  test('has its threads under the names of a list', async () => {
    const csv = await fileOf('/post/,https://new.example/article\n"/a,b/","https://new.example/c"\n', 'map.csv');
    const { list } = await imported(JSON.stringify([artran('1', {}), artran('2', { page_key: '/a,b/' })]), [csv]);
    expect(await list('https://new.example/article')).toHaveLength(1);
    expect(await list('https://new.example/c')).toHaveLength(1);
  });

  test.each([['nothing'], ['a=b'], ['=/x']])('is told that %o says nothing of it', async (word) => {
    await expect(readThreadMap([word])).rejects.toThrow('old=new');
  });

  test('is told the line of a list that is none', async () => {
    await expect(readThreadMap([await fileOf('/a,/b\n/c\n', 'map.csv')])).rejects.toThrow('line 2');
    await expect(readThreadMap([await fileOf('/a,/b\r\n"/c"d,/e\r\n', 'map.csv')])).rejects.toThrow('line 2');
    await expect(readThreadMap([await fileOf('/a,/b\r\n/c,"/d\r\n', 'map.csv')])).rejects.toThrow('line 2');
  });
});

describe('a hostile file', () => {
  const formatOf = (name: string) => formats.find((each) => each.name === name)!;
  const run = async (name: string, content: string | Buffer) => {
    const store = await openStore(await newDatabase());
    onTestFinished(() => store.close());
    const request = { store, format: formatOf(name), file: await fileOf(content), now: Date.now };
    const result = await runImport(request).catch((error: unknown) => error as Error);
    const rows = await store.read(({ transfer }) => transfer.page('comments', undefined, 100));
    return { result, rows };
  };
  const names = ['commento', 'artalk', 'waline', 'valine', 'twikoo', 'isso'] as const;

  test.each(names)('of %s that pollutes prototypes pollutes none', async (name) => {
    const poison = '"__proto__":{"polluted":1,"nick":"x"},"constructor":{"prototype":{"polluted":1}}';
    const samples = {
      commento: commento.replaceAll('"commentHex"', `${poison},"commentHex"`),
      artalk: JSON.stringify([artran('1', {})]).replace('"id"', `${poison},"id"`),
      waline: JSON.stringify(waline).replaceAll('"objectId"', `${poison},"objectId"`),
      valine: JSON.stringify(valine).replaceAll('"objectId"', `${poison},"objectId"`),
      twikoo: JSON.stringify(twikoo).replaceAll('"url"', `${poison},"url"`),
      isso: `[{${poison},"id":"/a/","comments":[{${poison},"id":"1","created":"2018-11-28 17:24:23","text":"a"}]}]`,
    };
    const { rows } = await run(name, samples[name]);
    expect(rows.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(rows)).not.toContain('polluted');
  });

  test.each([
    [
      'remark42',
      '{"version":1,"users":[],"posts":[]}\n{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},' +
        '"id":"a","text":"<p>Hello</p>","user":{"__proto__":{"polluted":1},"name":"Ada","id":"u"},' +
        '"locator":{"url":"https://blog.example/"},"votes":{"__proto__":true},"time":"2021-01-01T10:00:00Z"}',
    ],
    [
      'waline',
      'id,__proto__,constructor,comment,insertedAt,nick,url,status\n1,polluted,polluted,Hello,2023-11-14 22:13:20,Ada,/a/,approved\n',
    ],
    [
      'wordpress',
      '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>' +
        '<item __proto__="polluted"><__proto__><polluted>1</polluted></__proto__><link>https://blog.example/a/</link>' +
        '<wp:comment constructor="polluted"><prototype>polluted</prototype><wp:comment_id>1</wp:comment_id>' +
        '<wp:comment_author>Ada</wp:comment_author><wp:comment_date_gmt>2021-01-01 10:00:00</wp:comment_date_gmt>' +
        '<wp:comment_content>Hello</wp:comment_content><wp:comment_approved>1</wp:comment_approved>' +
        '<wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment></item></channel></rss>',
    ],
  ])('of %s, in lines, a table or XML, pollutes none either', async (name, content) => {
    const { rows } = await run(name, content);
    expect(rows).toMatchObject([{ author_name: 'Ada', body: 'Hello' }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(rows)).not.toContain('polluted');
  });

  test.each(names)('of %s that is nested without end is refused with its line', async (name) => {
    const deep = `${'[{"a":'.repeat(50_000)}`;
    for (const content of [deep, `\n[{"data":${deep}`, `{"comments":[${'['.repeat(100_000)}`]) {
      const { result, rows } = await run(name, content);
      expect([String(result), rows]).toEqual([expect.stringMatching(/line \d+: is nested deeper/), []]);
    }
  });

  test.each([
    ['ends too soon', JSON.stringify([artran('1', {})]).slice(0, -2), /line 1: ends too soon/],
    ['has a broken object', `[\n${JSON.stringify(artran('1', {}))},\n{"id": 2, oops}]`, /line 3: is not JSON/],
    ['has brackets that do not match', `[\n{"a":1]}`, /line 2: is not JSON: a bracket/],
    ['is not UTF-8', Buffer.from([0x5b, 0x0a, 0x22, 0xff, 0x22, 0x5d]), /line \d: is not UTF-8/],
  ])('that %s leaves nothing', async (_, content, message) => {
    const { result, rows } = await run('artalk', content);
    expect([String(result), rows]).toEqual([expect.stringMatching(message), []]);
  });

  test('names no files: what looks like a path is the name of a thread', async () => {
    const { rows } = await run(
      'artalk',
      JSON.stringify([artran('../../etc/passwd', { page_key: '../../../etc/passwd' })]),
    );
    expect(rows).toMatchObject([{ status: 'published' }]);
  });

  test('in UTF-16 is read by its mark', async () => {
    const text = JSON.stringify([artran('1', { content: 'Café' })]);
    const { list } = await imported(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect((await list('/post/'))[0]!.html).toBe('<p>Café</p>');
  });

  test('brings no script: HTML becomes Markdown, links lose what is no address', async () => {
    const comment = '<p>a<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">b</a></p>';
    const { rows } = await run('valine', JSON.stringify([{ ...valine[0], comment, link: 'javascript:alert(1)' }]));
    expect(rows[0]!.author_url).toBeNull();
    expect(String(rows[0]!.html)).not.toMatch(/<script|onerror|<img|href="javascript/);
  });
});

test('what none of them exports is of no format', () => {
  for (const content of ['', '[]', '{}', '[{"id":1}]', 'a,b,c\n1,2,3', '<html>'])
    expect(recognised(content)).toBeUndefined();
});
