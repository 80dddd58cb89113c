import { describe, expect, test } from 'vitest';
import { createFixture, origin, type Fixture } from '../support/fixture.js';

const publicUrl = 'https://talk.example/comments';
const own = 'https://talk.example';
const address = (query: Record<string, string> = {}) =>
  `${publicUrl}/thread?${new URLSearchParams({ thread: 'a thread', ...query })}`;

const open = async (fixture: Fixture, query: Record<string, string> = {}) => {
  const response = await fixture.handler(new Request(address(query)));
  return { response, html: await response.text() };
};

const timeOf = (html: string): string => /name="time" value="([^"]+)"/.exec(html)![1]!;

const linkOf = (html: string, relation: string): string | undefined =>
  new RegExp(`<a href="([^"]+)" rel="${relation}">`).exec(html)?.[1]!.replaceAll('&amp;', '&');

const filled = { name: 'Ada', email: 'ada@example.org', body: 'Hello there', rating: '4' };

/** A clock that a test moves: nobody fills a form in no time. */
const atSomeTime = async (options: Parameters<typeof createFixture>[0] = {}) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({ publicUrl, origins: [origin], now: () => clock.now, ...options });
  return { fixture, clock };
};

const send = async (
  { handler }: Fixture,
  fields: Record<string, string>,
  { headers = { Origin: own }, query = {} }: { headers?: Record<string, string>; query?: Record<string, string> } = {},
) => {
  const response = await handler(
    new Request(address(query), {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields),
    }),
    { address: '203.0.113.1' },
  );
  return { response, html: await response.text() };
};

/** Fills the form that the page has, five seconds later. */
const fill = async (fixture: Fixture, clock: { now: number }, fields: Record<string, string> = filled, query = {}) => {
  const time = timeOf((await open(fixture, query)).html);
  clock.now += 5000;
  return send(fixture, { time, ...fields }, { query });
};

describe('the page of a thread without scripts', () => {
  test('has comments and form, and may be framed by the site’s pages alone', async () => {
    const { fixture } = await atSomeTime();
    const root = await fixture.write('Some *words*', { rating: 5 });
    await fixture.write('An answer', { parent: root.id });
    const { response, html } = await open(fixture, { url: `${origin}/a`, theme: 'dark' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain(`frame-ancestors 'self' ${origin}`);
    expect(html).not.toContain('<script');
    expect(html).toContain('<h2>2 comments</h2>');
    expect(html).toContain('<em>words</em>');
    expect(html).toContain(`<link rel="canonical" href="${origin}/a">`);
    expect(html).toContain('class="dark"');
    expect(html).not.toContain('ada@example.org');
  });

  test('is not for search engines, unless the site says so', async () => {
    const { fixture } = await atSomeTime();
    const closed = await open(fixture);
    expect(closed.response.headers.get('x-robots-tag')).toBe('noindex');
    expect(closed.html).toContain('content="noindex"');
    const listed = await open(fixture.with({ sites: { '': { index: true } } }));
    expect(listed.response.headers.get('x-robots-tag')).toBeNull();
    expect(listed.html).not.toContain('noindex');
  });

  test('speaks the reader’s language', async () => {
    const { fixture } = await atSomeTime();
    expect((await open(fixture, { locale: 'de' })).html).toContain('Kommentar schreiben');
    const arabic = (await open(fixture, { locale: 'ar' })).html;
    expect(arabic).toContain('<html lang="ar" dir="rtl"');
    expect((await open(fixture, { locale: '"><script>' })).html).toContain('Leave a Comment');
  });

  test('goes on by links', async () => {
    const { fixture } = await atSomeTime();
    for (let index = 0; index < 27; index++) await fixture.write(`Comment number ${index}`);
    const { html } = await open(fixture);
    expect(html.match(/<li /g)).toHaveLength(25);
    const response = await fixture.handler(new Request(new URL(linkOf(html, 'next')!, address())));
    const second = await response.text();
    expect(second.match(/<li /g)).toHaveLength(2);
    expect(second).toContain('Comment number 0');
    expect(second).not.toContain('rel="next"');
    expect(second).toContain('<form');
    const first = await fixture.handler(new Request(new URL(linkOf(second, 'first')!, address())));
    expect(await first.text()).toContain('Comment number 26');
  });

  test('has all replies to one comment on a page of its own', async () => {
    const { fixture } = await atSomeTime();
    const root = await fixture.write('The root');
    const other = await fixture.write('Another root');
    for (let index = 0; index < 27; index++) await fixture.write(`Reply number ${index}`, { parent: root.id });
    await fixture.write('A reply to the other', { parent: other.id });
    const { html } = await open(fixture);
    const [, link, label] = /<a href="([^"]+)">(Show [^<]+)/.exec(html)!;
    expect(label).toBe('Show 24 more replies');
    const follow = async (link: string) =>
      (await fixture.handler(new Request(new URL(link.replaceAll('&amp;', '&'), address())))).text();
    const branch = await follow(link!);
    expect(branch).toContain('The root');
    expect(branch.match(/Reply number/g)).toHaveLength(25);
    expect(branch).not.toContain('Another root');
    const rest = await follow(linkOf(branch, 'next')!);
    expect(rest).toContain('The root');
    expect(rest).toContain('Reply number 26');
    expect(await follow(linkOf(rest, 'first')!)).toContain('Another root');
  });

  test('is at most 1 MiB, however long its comments are', async () => {
    const { fixture } = await atSomeTime();
    // As JSON each paragraph takes ten bytes, on the page twenty.
    const body = 'a\n\n'.repeat(3330);
    for (let index = 0; index < 6; index++) {
      const root = await fixture.write(body);
      for (const name of ['b', 'c', 'd'])
        await fixture.write(body, { parent: root.id, author: { name, email: 'a@b.example' } });
      if (index < 3) await fixture.moderation.setPinned(root.id, true);
    }
    const { html } = await open(fixture);
    const bytes = new TextEncoder().encode(html).byteLength;
    expect(bytes).toBeLessThanOrEqual(1024 * 1024);
    expect(bytes).toBeGreaterThan(100_000);
    expect(html.includes('Show 3 more replies')).toBe(true);
  });

  test('names the page that it is about where that is one of the site, as nobody else may say so', async () => {
    const { fixture } = await atSomeTime();
    const canonical = async (url: string, thread = 'a thread') =>
      /rel="canonical" href="([^"]+)"/.exec((await open(fixture, { url, thread })).html)?.[1];
    expect(await canonical(`${origin}/a`)).toBe(`${origin}/a`);
    expect(await canonical('https://evil.example/a')).toBeUndefined();
    expect(await canonical(`${origin}/a`, `${origin}/b`)).toBeUndefined();
  });

  test('has no form where people must sign in, as that needs a script', async () => {
    const { fixture } = await atSomeTime({ identity: { required: true, sso: { secret: 'x'.repeat(32) } } });
    const { html } = await open(fixture);
    expect(html).not.toContain('<form');
    expect(html).toContain('Please sign in to comment.');
  });

  test('keeps what is posted for a moderator, whatever the site’s moderation is, and says so', async () => {
    const { fixture, clock } = await atSomeTime({ captcha: 'altcha', moderation: 'none' });
    const { response } = await fill(fixture, clock);
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location')!, address());
    expect(location.searchParams.get('posted')).toBe('pending');
    expect(location.pathname).toBe('/comments/thread');
    const { html } = await open(fixture, { posted: 'pending' });
    expect(html).toContain('Your comment waits for a moderator.');
    expect((await fixture.list()).body.total).toBe(0);
    const queue = await fixture.store.read(({ queue }) => queue.list({ scope: 'all', limit: 10 }));
    expect(queue.comments).toMatchObject([
      { authorName: 'Ada', body: 'Hello there', rating: 4, status: 'pending', reasons: [{ code: 'captcha' }] },
    ]);
  });

  test('is sent twice and kept once', async () => {
    const { fixture, clock } = await atSomeTime();
    const time = timeOf((await open(fixture)).html);
    clock.now += 5000;
    const answers = [await send(fixture, { time, ...filled }), await send(fixture, { time, ...filled })];
    expect(answers.map(({ response }) => response.status)).toEqual([303, 303]);
    const { comments } = await fixture.store.read(({ queue }) => queue.list({ scope: 'all', limit: 10 }));
    expect(comments).toHaveLength(1);
  });

  test('gives back what was typed, with what is wrong at its field', async () => {
    const { fixture, clock } = await atSomeTime();
    const typed = { name: '', email: 'ada', body: '<b>"Hello"</b>\nthere', rating: '2' };
    const { response, html } = await fill(fixture, clock, typed);
    expect(response.status).toBe(422);
    expect(html).toContain('Please enter your name.');
    expect(html).toMatch(/id="name" name="name" required aria-invalid="true" aria-describedby="name-error"/);
    expect(html).toContain('id="email-error"');
    expect(html).toContain('value="ada"');
    expect(html).toContain('&lt;b&gt;&quot;Hello&quot;&lt;/b&gt;\nthere</textarea>');
    expect(html).toMatch(/value="2" checked/);
    expect((await fixture.store.read(({ queue }) => queue.list({ scope: 'all', limit: 10 }))).comments).toEqual([]);
  });

  test('takes nothing from another page, nor from a frame that is nobody’s', async () => {
    const { fixture, clock } = await atSomeTime();
    const time = timeOf((await open(fixture)).html);
    clock.now += 5000;
    const status = async (headers: Record<string, string>) =>
      (await send(fixture, { time, ...filled }, { headers })).response.status;
    expect(await status({ Origin: 'https://evil.example' })).toBe(403);
    expect(await status({ Origin: origin })).toBe(403);
    expect(await status({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).toBe(403);
    expect(await status({})).toBe(403);
    expect(await status({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await status({ 'Sec-Fetch-Site': 'same-origin' })).toBe(303);
  });

  test('tells moderators that a field was filled that nobody sees, and the program nothing', async () => {
    const { fixture, clock } = await atSomeTime();
    const { response } = await fill(fixture, clock, { ...filled, fax: '12345' });
    expect(response.status).toBe(303);
    const { comments } = await fixture.store.read(({ queue }) => queue.list({ scope: 'all', limit: 10 }));
    expect(comments).toMatchObject([{ status: 'pending', reasons: [{ code: 'captcha' }, { code: 'trap' }] }]);
  });

  test.each([
    ['made a moment ago', 100],
    ['of yesterday', 25 * 60 * 60 * 1000],
  ])('wants a form that is %s to be sent again', async (_, age) => {
    const { fixture, clock } = await atSomeTime();
    const time = timeOf((await open(fixture)).html);
    clock.now += age;
    const { response, html } = await send(fixture, { time, ...filled });
    expect(response.status).toBe(422);
    expect(html).toContain('Hello there</textarea>');
    clock.now += 5000;
    expect((await send(fixture, { ...filled, time: timeOf(html) })).response.status).toBe(303);
    const forged = await send(fixture, { ...filled, time: `${clock.now - 5000}.AAAA` });
    expect(forged.response.status).toBe(422);
  });

  test('is limited like any other way to comment', async () => {
    const { fixture, clock } = await atSomeTime({ rateLimits: { comment: { points: 1, seconds: 60 } } });
    expect((await fill(fixture, clock)).response.status).toBe(303);
    const { response, html } = await fill(fixture, clock, { ...filled, body: 'Another' });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(html).toContain('Another</textarea>');
  });

  test('has no form where the thread is closed', async () => {
    const { fixture } = await atSomeTime();
    await fixture.write('Hello');
    await fixture.moderation.setClosed({ site: '', thread: 'a thread', closed: true });
    const { html } = await open(fixture);
    expect(html).not.toContain('<form');
    expect(html).toContain('Comments are closed.');
  });
});
