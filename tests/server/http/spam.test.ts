import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { SpamOptions } from '../../../server/src/spam/spam-settings.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';

const offer =
  'Our team of experts will bring your website to the first page within thirty days, just write to us and ask for our prices.';
const remark =
  'The second half is where it gets interesting: I tried the same on an old laptop, and my numbers were nearly the same as yours.';

/** What moderators are told of a comment. */
const told = async ({ store }: Fixture, id: string) => {
  const { comments } = await store.read(({ queue }) => queue.list({ scope: 'all', limit: 100 }));
  const { score, reasons } = comments.find((comment) => comment.id === id)!;
  return { score, codes: reasons.map(({ code, detail }) => (detail === undefined ? code : `${code} ${detail}`)) };
};

const withSpam = (spam: SpamOptions = {}, more: Parameters<typeof createFixture>[0] = {}) =>
  createFixture({ spam, ...more });

const inThread = (id: string) => ({ thread: { id } });

describe('a comment that looks like spam', () => {
  test('waits for a moderator, who reads why; its author only reads that it waits', async () => {
    const fixture = await withSpam({ words: ['casino*'] });
    const { status, body } = await fixture.post({ body: 'Play at our casinos' });
    expect([status, body.comment.status]).toEqual([202, 'pending']);
    expect(JSON.stringify(body)).not.toMatch(/spam|score|reason|casino\*/);
    expect(await told(fixture, body.comment.id)).toEqual({ score: 10, codes: ['word casino*'] });
    expect((await fixture.list()).body.total).toBe(0);
    await fixture.moderation.approve(body.comment.id);
    expect((await fixture.list()).body.total).toBe(1);
  });

  test('is published below the score of the site, with what spoke against it', async () => {
    const links = 'See https://a.example and https://b.example and https://c.example';
    const fixture = await withSpam();
    const { id, status } = await fixture.write(links);
    expect([status, await told(fixture, id)]).toEqual(['published', { score: 2, codes: ['many-links 3'] }]);
    const strict = fixture.with({ spam: { hold: 2 } });
    expect((await strict.write(links.replaceAll('.example', '.test'))).status).toBe('pending');
    expect((await fixture.with({ spam: { hold: false, words: ['see'] } }).write(links)).status).toBe('published');
  });

  test('has sites with their own settings', async () => {
    const fixture = await withSpam({ words: ['casino'] }, { sites: { a: {}, b: { spam: { words: ['ham'] } } } });
    const statusOf = async (site: string, body: string) => (await fixture.post({ site, body })).status;
    expect(await statusOf('a', 'a casino')).toBe(202);
    expect(await statusOf('a', 'some ham')).toBe(201);
    expect(await statusOf('b', 'a casino')).toBe(201);
    expect(await statusOf('b', 'some ham')).toBe(202);
  });

  test('is not refused, whatever its score', async () => {
    const fixture = await withSpam({ words: ['casino'], scripts: ['Cyrillic'] });
    const url = 'https://casino.example';
    const { status } = await fixture.post({
      body: `casino ${url} `.repeat(20),
      author: { name: 'Casino', email: 'a@casino.example', url },
    });
    expect(status).toBe(202);
  });

  test('is let through where a moderator trusts its author', async () => {
    const fixture = await withSpam({ words: ['casino'] });
    const token = aToken();
    const { id } = await fixture.write('Hello', {}, token);
    await fixture.store.moderation.trust({ scope: 'all', by: 'owner', now: Date.now(), comment: id, trusted: true });
    expect((await fixture.write('A casino', {}, token)).status).toBe('published');
    expect((await fixture.write('A casino', {}, aToken())).status).toBe('pending');
  });

  test('waits when it comes of an edit', async () => {
    const fixture = await withSpam({ words: ['casino'] });
    const token = aToken();
    const { id } = await fixture.write(remark, {}, token);
    const same = await fixture.call('PATCH', `/comments/${id}`, { body: `${remark} So there.` }, { token });
    expect([same.status, same.body.comment.status]).toEqual([200, 'published']);
    const edited = await fixture.call('PATCH', `/comments/${id}`, { body: 'A casino' }, { token });
    expect(edited.body.comment.status).toBe('pending');
    expect(await told(fixture, id)).toEqual({ score: 10, codes: ['word casino'] });
  });
});

describe('the same text', () => {
  test('in several threads speaks against it, and more so the more there are', async () => {
    const fixture = await withSpam();
    const statuses = [];
    for (let count = 0; count < 5; count++) {
      const { id, status } = await fixture.write(`${offer} (${count})`, inThread(`thread ${count}`), aToken());
      statuses.push([status, (await told(fixture, id)).codes.join()]);
    }
    expect(statuses).toEqual([
      ['published', ''],
      ['published', 'duplicate 1'],
      ['published', 'duplicate 2'],
      ['pending', 'duplicate 3'],
      ['pending', 'duplicate 4'],
    ]);
  });

  test('as spam is held at once', async () => {
    const fixture = await withSpam();
    const { id } = await fixture.write(offer, {}, aToken());
    await fixture.moderation.decide('spam', id);
    const like = await fixture.write(offer.replace('thirty days', 'a month').toUpperCase(), inThread('other'));
    expect([like.status, await told(fixture, like.id)]).toEqual(['pending', { score: 10, codes: ['like-spam'] }]);
    await fixture.moderation.approve(id);
    expect((await told(fixture, (await fixture.write(offer, inThread('third'))).id)).codes).not.toContain('like-spam');
  });

  test('sent twice in one thread, or on another site, is nothing', async () => {
    const fixture = await withSpam({}, { sites: ['a', 'b'] });
    const token = aToken();
    for (const site of ['a', 'a', 'b']) {
      const { body } = await fixture.post({ site, body: remark }, { token });
      expect((await told(fixture, body.comment.id)).codes).toEqual([]);
    }
  });

  test('is forgotten where its author takes it back', async () => {
    const fixture = await withSpam();
    const token = aToken();
    const { id } = await fixture.write(remark, {}, token);
    await fixture.call('DELETE', `/comments/${id}`, undefined, { token });
    expect((await told(fixture, (await fixture.write(remark, inThread('other'))).id)).codes).toEqual([]);
  });

  test('is forgotten after a month', async () => {
    const clock = { now: Date.parse('2026-01-01') };
    const fixture = await withSpam({}, { now: () => clock.now });
    await fixture.write(remark);
    clock.now += 31 * 86_400_000;
    await fixture.store.purge(clock.now);
    expect((await told(fixture, (await fixture.write(remark, inThread('other'))).id)).codes).toEqual([]);
  });
});

test('a host that spam linked to speaks against who links to it, one that others link to as well does not', async () => {
  const fixture = await withSpam();
  const marked = await fixture.write('Nice, see https://shop.example/1 and https://video.example/1');
  for (const body of ['I saw it on https://video.example/2', 'No: https://www.video.example/3'])
    await fixture.write(body);
  await fixture.moderation.decide('spam', marked.id);
  expect((await told(fixture, (await fixture.write('Look: https://www.shop.example/2')).id)).codes).toEqual([
    'domain shop.example',
  ]);
  expect((await told(fixture, (await fixture.write('Look: https://video.example/4')).id)).codes).toEqual([]);
});

test('who wrote spam before is looked at more closely, and who was published before less', async () => {
  const fixture = await withSpam();
  const token = aToken();
  await fixture.moderation.decide('spam', (await fixture.write('Hello', {}, token)).id);
  expect(await told(fixture, (await fixture.write('Hello again', {}, token)).id)).toEqual({
    score: 3,
    codes: ['history'],
  });
  const links = 'https://a.example https://b.example https://c.example';
  const known = aToken();
  await fixture.write('Hello', {}, known);
  expect((await told(fixture, (await fixture.write(links, {}, known)).id)).score).toBe(0);
});

describe('the classifier', () => {
  const pitches = [
    ...['cheap pills from our online pharmacy', 'win money at the online casino', 'replica watches at low prices'],
    ...['best loans without any checks', 'buy followers for your profile', 'crypto signals that make you rich'],
  ];
  const remarks = [
    ...['the second chapter helped me a lot', 'I think the author is wrong about caching', 'where is the source code'],
    ...['thanks, the example works on my laptop', 'could you write about testing too', 'the picture is missing here'],
  ];

  const taught = async () => {
    const fixture = await withSpam({}, { moderation: 'all' });
    const write = async (texts: string[]) =>
      (await Promise.all(texts.map((text) => fixture.write(text)))).map(({ id }) => id);
    await fixture.moderation.decide('spam', ...(await write(pitches)));
    await fixture.moderation.approve(...(await write(remarks)));
    return fixture.with({ moderation: 'none' });
  };

  test('learns from what moderators decide, after they decided it, and from any process', async () => {
    const fixture = await taught();
    await vi.waitFor(
      async () => {
        const { id } = await fixture.write('cheap watches and pills, low prices online');
        expect((await told(fixture, id)).codes.join()).toMatch(/^classifier 9\d$/);
      },
      { timeout: 10_000, interval: 300 },
    );
    const good = await fixture.write('the source code in the second example helped');
    expect([good.status, (await told(fixture, good.id)).codes]).toEqual(['published', []]);
  });

  test('is made anew of the comments and their states', async () => {
    const fixture = await taught();
    const learn = () =>
      vi.waitFor(
        async () => {
          await fixture.write('Hello');
          const facts = await fixture.store.read(({ spam }) => spam.facts({ site: '', visitor: null, keys: [] }));
          expect(facts.model).toMatchObject({ stale: false });
          expect(facts.model?.content).not.toBe('');
          return facts.model!;
        },
        { timeout: 10_000, interval: 300 },
      );
    const before = await learn();
    const { comments } = await fixture.store.read(({ queue }) =>
      queue.list({ scope: 'all', limit: 100, state: 'spam' }),
    );
    const { undo } = await fixture.moderation.decide('approve', comments[0]!.id);
    const after = await learn();
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.content).not.toBe(before.content);
    await fixture.moderation.undo(undo);
    expect((await learn()).content).toBe(before.content);
  });

  test('is made anew where it was made of other tokens, before an upgrade', async () => {
    const fixture = await taught();
    const content = '0.AAAA';
    await fixture.store.spam.keepModel({ site: '', content, changes: 1000, now: Date.now() });
    await vi.waitFor(
      async () => {
        await fixture.write('Hello');
        const facts = await fixture.store.read(({ spam }) => spam.facts({ site: '', visitor: null, keys: [] }));
        expect(facts.model?.content).not.toBe(content);
        expect(facts.model?.content?.length).toBeGreaterThan(20);
      },
      { timeout: 10_000, interval: 300 },
    );
  });
});

test('the network of a comment is kept as a hash, where the site says so, and for as long', async () => {
  const clock = { now: Date.parse('2026-01-01') };
  const fixture = await withSpam({}, { now: () => clock.now, sites: { a: {}, b: { spam: { keepNetwork: 7 } } } });
  const kept = async () => {
    const rows = await fixture.store.read(({ transfer }) => transfer.page('comment_networks', undefined, 10));
    return rows.map(({ site, network, expires_at: until }) => ({ site, network, until }));
  };
  for (const [site, address] of [
    ['a', '198.51.100.1'],
    ['b', '198.51.100.1'],
    ['b', '198.51.100.200'],
    ['b', '198.51.101.1'],
  ] as const)
    await fixture.post({ site, body: 'Hello' }, { address });
  const rows = await kept();
  expect(rows.map(({ site, until }) => [site, until])).toEqual(Array(3).fill(['b', clock.now + 7 * 86_400_000]));
  expect(new Set(rows.map(({ network }) => network)).size).toBe(2);
  expect(JSON.stringify(rows)).not.toContain('198.51');
  await fixture.store.purge(clock.now + 7 * 86_400_000);
  expect(await kept()).toEqual([]);
});

/**
 * Speaks as Akismet documents its `comment-check` (version 1.1): a form by POST, answered with `true`, `false` or
 * `invalid` and its headers. An author named `akismet‑guaranteed‑spam` is always spam there.
 */
const startAkismet = async () => {
  const asked: URLSearchParams[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    asked.push(form);
    const isAsked = request.method === 'POST' && request.url === '/1.1/comment-check';
    if (!isAsked || status !== 200) return void response.writeHead(isAsked ? status : 404).end();
    if (form.get('api_key') !== 'a key' || !form.get('blog') || !form.get('user_ip')) {
      response.setHeader('X-akismet-debug-help', 'We were unable to parse your blog URI');
      return void response.end('invalid');
    }
    const isSpam = form.get('comment_author') === 'akismet-guaranteed-spam';
    if (isSpam && form.get('comment_content')?.includes('!')) response.setHeader('X-akismet-pro-tip', 'discard');
    response.end(String(isSpam));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fail: (wrong: number) => {
      status = wrong;
    },
  };
};

describe('Akismet', () => {
  const author = { name: 'akismet-guaranteed-spam', email: 'a@x.example' };
  const origins = ['https://blog.example'];

  test('is asked where the site has a key, and told what it must be told', async () => {
    const akismet = await startAkismet();
    const fixture = await withSpam({ akismet: { key: 'a key', endpoint: akismet.endpoint } }, { origins });
    const url = 'https://blog.example/post';
    const headers = { 'User-Agent': 'A browser', Referer: url };
    const { body } = await fixture.post({ author, body: 'Buy it!', thread: { id: url, url } }, { headers });
    expect(body.comment.status).toBe('pending');
    expect(await told(fixture, body.comment.id)).toEqual({ score: 5, codes: ['akismet discard'] });
    expect(Object.fromEntries(akismet.asked[0]!)).toEqual({
      api_key: 'a key',
      blog: 'https://blog.example',
      user_ip: '203.0.113.1',
      user_agent: 'A browser',
      referrer: url,
      permalink: url,
      comment_type: 'comment',
      comment_author: 'akismet-guaranteed-spam',
      comment_author_email: 'a@x.example',
      comment_content: 'Buy it!',
      blog_lang: 'en',
      blog_charset: 'UTF-8',
    });
    expect((await fixture.write('Hello')).status).toBe('published');
  });

  test('is not asked by a site without a key, nor about what is held anyway', async () => {
    const akismet = await startAkismet();
    const { endpoint } = akismet;
    const sites = { a: {}, b: { spam: { words: ['buy'], akismet: { key: 'a key', endpoint } } } };
    const fixture = await withSpam({}, { origins, sites });
    await fixture.post({ site: 'a', author });
    await fixture.post({ site: 'b', author, body: 'Buy it' });
    expect(akismet.asked).toEqual([]);
  });

  test('loses no comment when it is out, or the key is wrong, and says so in the log', async () => {
    const akismet = await startAkismet();
    const logger = { warn: vi.fn(), error: vi.fn() };
    const spam = (key: string, endpoint = akismet.endpoint) => ({ spam: { akismet: { key, endpoint } }, logger });
    const fixture = await withSpam({}, { origins, ...spam('a key') });
    akismet.fail(500);
    expect((await fixture.post({ author })).status).toBe(201);
    expect(logger.warn).toHaveBeenCalledOnce();
    akismet.fail(200);
    expect((await fixture.with(spam('another key')).post({ author })).status).toBe(201);
    expect(logger.error).toHaveBeenCalledOnce();
    expect((await fixture.with(spam('a key', 'http://127.0.0.1:1')).post({ author })).status).toBe(201);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});

test('nothing of a person who is erased is left in traces, networks and the classifier', async () => {
  const fixture = await withSpam({ keepNetwork: 7 });
  const token = aToken();
  const { id } = await fixture.write(`${remark} https://me.example`, {}, token);
  await fixture.moderation.decide('spam', id);
  const facts = (keys: number[] = []) =>
    fixture.store.read(({ spam }) => spam.facts({ site: '', visitor: null, keys }));
  await fixture.store.spam.keepModel({ site: '', content: 'AAAA', changes: 1, now: Date.now() });
  await fixture.store.people.erase({
    ...{ scope: 'all', by: 'owner', now: Date.now(), keep: true },
    person: { site: '', everywhere: false, comment: id },
  });
  expect((await facts()).model).toMatchObject({ content: '', stale: true });
  expect(await fixture.store.read(({ transfer }) => transfer.page('comment_networks', undefined, 10))).toEqual([]);
  const like = await fixture.write(`${remark} https://me.example`, inThread('other'));
  expect((await told(fixture, like.id)).codes).toEqual([]);
});
