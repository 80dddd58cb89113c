import { describe, expect, test } from 'vitest';
import { createHandler } from '../../../server/src/handler.js';
import { nameThread } from '../../../server/src/service/thread-name.js';
import { subscriptionToken } from '../../../server/src/service/subscription-tokens.js';
import { aToken } from '../support/fixture.js';
import { identified, secret, seconds } from '../support/identity-tokens.js';
import { openPostOffice, publicUrl, type PostOffice } from '../support/post-office.js';
import { headerOf, partOf } from '../support/start-smtp.js';

const minute = 60_000;
const day = 24 * 60 * minute;

const thread = { id: 'a thread', url: 'https://blog.example/a', title: 'An article' };
const bob = { name: 'Bob', email: 'bob@example.org' };
const origins = ['https://blog.example'];
const blog = () => openPostOffice({ '': { name: 'The blog', origins } });

/** Ada writes a comment and wants replies by mail. */
const adaAsks = (office: PostOffice, token = aToken(), language = 'en') =>
  office.post({ thread, notify: true }, { token, headers: { 'Accept-Language': language } });

const path = (link: string) => link.replace(publicUrl, 'http://comments.example');

describe('replies by mail', () => {
  test('come after the address said yes, in the language of the reader, with the site’s name', async () => {
    const office = await blog();
    const { body } = await adaAsks(office, aToken(), 'fr, de-AT;q=0.8, en;q=0.5');
    await office.deliver();
    expect(office.mails.received).toHaveLength(1);
    expect(headerOf(office.mails.received[0]!.raw, 'Subject')).toBe('Mails von The blog?');
    await office.write('Before the yes', { thread, parent: body.comment.id, author: bob });
    await office.deliver();
    expect(office.mails.received).toHaveLength(1);

    const { status } = await office.call('POST', path(office.link('/subscriptions/')));
    expect(status).toBe(200);
    const reply = await office.write('I *disagree* <script>', { thread, parent: body.comment.id, author: bob });
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
    const [, { raw, to }] = office.mails.received as [unknown, (typeof office.mails.received)[number]];
    expect(to).toEqual(['ada@example.org']);
    expect(headerOf(raw, 'Subject')).toBe('Bob hat geantwortet: An article');
    expect(headerOf(raw, 'From')).toBe('The blog <comments@blog.example>');
    expect(partOf(raw, 'text/plain')).toContain('> I *disagree* <script>');
    expect(partOf(raw, 'text/html')).toContain('<em>disagree</em>');
    expect(partOf(raw, 'text/html')).not.toContain('<script');
    expect(office.link('#comment-')).toBe(`https://blog.example/a#comment-${reply.id}`);
    expect(raw).not.toContain('bob@');
  });

  test('are in a language that is written from right to left where that is the reader’s', async () => {
    const office = await blog();
    await adaAsks(office, aToken(), 'ar-EG');
    await office.deliver();
    const { raw } = office.mails.received[0]!;
    expect(headerOf(raw, 'Subject')).toBe('هل تريد رسائل من The blog؟');
    expect(partOf(raw, 'text/html')).toContain('<html lang="ar" dir="rtl">');
    const page = await office.call('GET', path(office.link('/subscriptions/')));
    expect(page.body).toContain('<html lang="ar" dir="rtl">');
    expect(page.body).toContain('<button>نعم، راسلوني</button>');
  });

  test('come of answers to answers, not of other branches, one’s own words, or what waits', async () => {
    const office = await blog();
    const token = aToken();
    const { body } = await adaAsks(office, token);
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    const parent = body.comment.id;
    await office.write('Another branch', { thread, author: bob });
    await office.post({ thread, parent, body: 'My own' }, { token });
    await office.post({ thread, parent, body: 'My own, elsewhere' }, { token: aToken() });
    const held = await office.with({ moderation: 'all' }).post({ thread, parent, author: bob, body: 'Waits' });
    await office.deliver();
    expect(office.mails.received).toHaveLength(1);
    await office.moderation.approve(held.body.comment.id);
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
    office.clock.time += 30 * minute;
    await office.write('Deeper', { thread, parent: held.body.comment.id, author: bob });
    const gone = await office.write('Gone at once', { thread, parent, author: bob });
    await office.moderation.decide('delete', gone.id);
    await office.deliver();
    expect(office.mails.received).toHaveLength(3);
    expect(partOf(office.mails.received[2]!.raw, 'text/plain')).toContain('> Deeper');
  });

  test('that come fast come together', async () => {
    const office = await blog();
    const { body } = await adaAsks(office);
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    for (let index = 0; index < 60; index++) {
      await office.write(`Reply ${index}`, { thread, parent: body.comment.id, author: bob });
      if (index % 20 === 0) await office.deliver();
    }
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
    office.clock.time += 11 * minute;
    await office.deliver();
    await office.deliver();
    expect(office.mails.received).toHaveLength(3);
    const { raw } = office.mails.received[2]!;
    expect(headerOf(raw, 'Subject')).toBe('59 new comments: An article');
    expect(partOf(raw, 'text/plain')).toContain('And 39 more.');
  });

  test('of one site are confirmed and ended by links of that site alone', async () => {
    const office = await openPostOffice({ blog: { name: 'The blog', origins }, shop: { name: 'The shop', origins } });
    const token = aToken();
    const roots: Record<string, string> = {};
    const links: Record<string, string> = {};
    for (const site of ['blog', 'shop']) {
      // An address is asked only once a day.
      const author = { name: 'Ada', email: `${site}@example.org` };
      const { body } = await office.post({ site, thread, author, notify: true }, { token });
      roots[site] = body.comment.id;
      await office.deliver();
      links[site] = office.link('/subscriptions/confirm.');
    }
    const toldBy = async () => {
      const seen = office.mails.received.length;
      office.clock.time += 30 * minute;
      for (const site of ['blog', 'shop'])
        await office.write('A reply', { site, thread, parent: roots[site], author: bob });
      await office.deliver();
      return office.mails.received.slice(seen).map(({ raw }) => headerOf(raw, 'From'));
    };
    const [blog, shop] = ['The blog <comments@blog.example>', 'The shop <comments@blog.example>'];
    expect(await toldBy()).toEqual([]);
    expect((await office.call('POST', path(links.blog!))).status).toBe(200);
    expect(await toldBy()).toEqual([blog]);
    // A site in the address, as other requests have it, leads to no other subscription.
    expect((await office.call('POST', `${path(links.blog!)}?site=shop`)).status).toBe(200);
    expect(await toldBy()).toEqual([blog]);
    expect((await office.call('POST', path(links.shop!))).status).toBe(200);
    expect((await toldBy()).toSorted()).toEqual([blog, shop]);
    const mailOfBlog = office.mails.received.findLast(({ raw }) => headerOf(raw, 'From') === blog)!;
    const ending = /^<(.*)>$/.exec(headerOf(mailOfBlog.raw, 'List-Unsubscribe')!)![1]!;
    expect((await office.call('POST', `${path(ending)}?site=shop`)).status).toBe(200);
    expect(await toldBy()).toEqual([shop]);
  });

  test('are ended by one click, and by nobody who has not got the mail', async () => {
    const office = await blog();
    const { body } = await adaAsks(office);
    await office.deliver();
    const confirming = office.link('/subscriptions/');
    await office.call('POST', path(confirming));
    const reply = () => office.write('A reply', { thread, parent: body.comment.id, author: bob });
    await reply();
    await office.deliver();
    const { raw } = office.mails.received.at(-1)!;
    expect(headerOf(raw, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const ending = /^<(.*)>$/.exec(headerOf(raw, 'List-Unsubscribe')!)![1]!;
    expect(office.link('/subscriptions/end.')).toBe(ending);

    // What scanners do: every link opened, by GET and HEAD.
    for (const link of [confirming, ending]) {
      expect((await office.call('GET', path(link))).status).toBe(200);
      await office.call('HEAD', path(link));
    }
    // The signature of one is no help with the other, nor for a neighbour.
    const [, id, signature] = /\.([0-9a-z]+)\.([\w-]+)$/.exec(ending)!;
    for (const forged of [
      ending.replace('end.', 'confirm.'),
      confirming.replace('confirm.', 'end.'),
      ending.replace(id!, `${id!.slice(0, -1)}${id!.endsWith('0') ? '1' : '0'}`),
      ending.replace(signature!, 'A'.repeat(43)),
      `${publicUrl}/subscriptions/${subscriptionToken('another secret', 'end', id!)}`,
    ]) {
      for (const method of ['GET', 'POST']) expect((await office.call(method, path(forged))).status).toBe(404);
    }
    // The confirming one again ends nothing.
    await office.call('POST', path(confirming), 'List-Unsubscribe=One-Click');
    office.clock.time += 30 * minute;
    await reply();
    await office.deliver();
    expect(office.mails.received).toHaveLength(3);

    const oneClick = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    office.clock.time += 1000;
    await reply();
    expect((await office.call('POST', path(ending), 'List-Unsubscribe=One-Click', oneClick)).status).toBe(200);
    office.clock.time += 30 * minute;
    await reply();
    await office.deliver();
    expect(office.mails.received).toHaveLength(3);
    // Replayed, the confirming one brings nothing back.
    await office.call('POST', path(confirming));
    expect((await office.call('POST', path(ending))).status).toBe(200);
    await reply();
    await office.deliver();
    expect(office.mails.received).toHaveLength(3);
  });

  test('need an address, a boolean, and a site that sends mail', async () => {
    const office = await openPostOffice({ '': { fields: { email: 'optional' } } });
    const without = await office.post({ notify: true, author: { name: 'Ada' } });
    expect([without.status, without.body.fields]).toEqual([422, { 'author.email': 'Where replies are to be mailed.' }]);
    expect((await office.post({ notify: 'yes' as never })).status).toBe(422);
    expect((await office.list()).body.thread.notify).toBe(true);
    const silent = office.with({ mail: undefined });
    expect((await silent.list()).body.thread.notify).toBeUndefined();
    expect((await silent.post({ notify: true })).status).toBe(201);
    await office.deliver();
    expect(office.mails.received).toEqual([]);
    expect(() => createHandler({ store: office.store, secret: 'x', mail: { from: 'a@b.example' } })).toThrow(
      RangeError,
    );
  });
});

describe('replies to who is signed in', () => {
  const signedIn = async (claims: object) => {
    const office = await openPostOffice({ blog: { name: 'The blog', origins, identity: { sso: { secret } } } });
    const iat = seconds(office.clock.time);
    const { headers } = await identified({ iat, exp: iat + 3600, ...claims });
    const asks = (author: object = {}, change: object = {}) =>
      office.post({ site: 'blog', thread, notify: true, author, ...change }, { headers });
    const told = async (parent: string) => {
      await office.write('A reply', { site: 'blog', thread, parent, author: bob });
      await office.deliver();
      return office.mails.received.filter(({ raw }) => partOf(raw, 'text/plain').includes('> A reply'));
    };
    return { office, headers, asks, told };
  };

  test('go to the address that they signed in by: it is typed by nobody, and asked for no second yes', async () => {
    const { office, asks, told } = await signedIn({ email: 'ada@example.org', email_verified: true });
    const { status, body } = await asks();
    expect(status).toBe(201);
    await office.deliver();
    expect(office.mails.received).toEqual([]);
    const [mail, ...more] = await told(body.comment.id);
    expect([mail!.to, more]).toEqual([['ada@example.org'], []]);
    // And are ended like any others.
    expect((await office.call('POST', path(office.link('/subscriptions/end.')))).status).toBe(200);
    office.clock.time += 30 * minute;
    expect(await told(body.comment.id)).toHaveLength(1);
  });

  test('never go to another address that they typed, before it said yes', async () => {
    const { office, asks, headers, told } = await signedIn({ email: 'ada@example.org', email_verified: true });
    const { body } = await asks({ email: 'bob@example.org' });
    const follow = { site: 'blog', thread: thread.id, email: 'di@example.org' };
    expect((await office.call('POST', '/subscriptions', follow, { headers })).status).toBe(202);
    await office.call('POST', '/subscriptions', { ...follow, email: 'ada@example.org' }, { headers });
    await office.deliver();
    expect(office.mails.received.map(({ to }) => to)).toEqual([['di@example.org']]);
    for (const { to } of await told(body.comment.id)) expect(to).toEqual(['ada@example.org']);
  });

  test('wait for the address’s yes where nobody vouches for it, and for an address where there is none', async () => {
    const unsure = await signedIn({ email: 'ada@example.org', email_verified: false });
    const { body } = await unsure.asks();
    expect(await unsure.told(body.comment.id)).toEqual([]);
    await unsure.office.call('POST', path(unsure.office.link('/subscriptions/')));
    unsure.office.clock.time += 30 * minute;
    expect(await unsure.told(body.comment.id)).toHaveLength(1);
    const without = await signedIn({});
    const refused = await without.asks();
    expect([refused.status, refused.body.fields]).toEqual([422, { 'author.email': 'Where replies are to be mailed.' }]);
    expect((await without.asks({ email: 'ada@example.org' })).status).toBe(201);
    await without.office.deliver();
    expect(headerOf(without.office.mails.received[0]!.raw, 'Subject')).toBe('Mails from The blog?');
  });
});

describe('a confirmation', () => {
  test('goes to an address once a day, whoever asks how often, wherever', async () => {
    const office = await openPostOffice({ blog: { origins }, shop: { origins } });
    for (let index = 0; index < 30; index++) {
      const site = index % 2 ? 'blog' : 'shop';
      const email = index % 3 ? 'ada@example.org' : 'ADA@example.org';
      const follow = { site, thread: `thread ${index}`, email };
      expect((await office.call('POST', '/subscriptions', follow, { token: aToken() })).status).toBe(202);
      await office.post({ site, notify: true, author: { name: 'Eve', email } }, { token: aToken() });
    }
    await office.deliver();
    expect(office.mails.received).toHaveLength(1);
    office.clock.time += day + minute;
    await office.call('POST', '/subscriptions', { site: 'blog', thread: 'new', email: 'ada@example.org' });
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
  });

  test('says nothing that a stranger chose but an address on the site', async () => {
    const office = await blog();
    await office.post({
      thread: { ...thread, title: 'BUY NOW at spam.example' },
      notify: true,
      author: { name: 'BUY NOW', email: 'ada@example.org' },
      body: 'https://spam.example',
    });
    await office.deliver();
    await office.post({ thread: { id: 'BUY NOW' }, notify: true, author: { name: 'Eve', email: 'di@example.org' } });
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
    for (const { raw } of office.mails.received) {
      for (const text of [raw, partOf(raw, 'text/plain'), partOf(raw, 'text/html')])
        expect(text).not.toMatch(/BUY NOW|spam\.example/);
    }
    expect(partOf(office.mails.received[0]!.raw, 'text/plain')).toContain('on “https://blog.example/a” by mail');
    expect(partOf(office.mails.received[1]!.raw, 'text/plain')).toContain('on “The blog” by mail');
  });

  test('is asked of nobody for what is spam', async () => {
    const office = await blog();
    await office.store.moderation.ban({
      ...{ kind: 'word', value: 'casino', site: null, until: null, note: null },
      ...{ by: 'owner', scope: 'all', now: office.clock.time },
    });
    expect((await office.post({ thread, notify: true, body: 'A casino' })).status).toBe(202);
    await office.deliver();
    expect(office.mails.received).toEqual([]);
  });

  test('is not asked again of a visitor who has said yes, and confirms nothing that others asked for', async () => {
    const office = await blog();
    const token = aToken();
    await adaAsks(office, token);
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    const eves = await office.post({ thread, notify: true }, { token: aToken() });
    const other = { id: 'another thread', url: 'https://blog.example/b' };
    const adas = await office.post({ thread: other, notify: true }, { token });
    await office.write('To Eve', { thread, parent: eves.body.comment.id, author: bob });
    await office.write('To Ada', { thread: other, parent: adas.body.comment.id, author: bob });
    await office.deliver();
    expect(office.mails.received).toHaveLength(2);
    expect(partOf(office.mails.received[1]!.raw, 'text/plain')).toContain('> To Ada');
  });

  test('is forgotten after a week', async () => {
    const office = await blog();
    await adaAsks(office);
    await office.deliver();
    const link = path(office.link('/subscriptions/'));
    await office.store.purge(office.clock.time + 8 * day);
    const page = await office.call('POST', link);
    expect(page.body).toContain('no longer valid');
  });
});

describe('following a thread', () => {
  test('tells of all its comments, and answers alike whoever asks', async () => {
    const office = await blog();
    const follow = (email: string) => office.call('POST', '/subscriptions', { thread: 'a thread', email });
    expect([await follow('ada@example.org'), await follow('ada@example.org')]).toMatchObject([
      { status: 202, body: {} },
      { status: 202, body: {} },
    ]);
    expect((await follow('no address')).status).toBe(422);
    expect((await follow('a@b.example\r\nBcc: c@d.example')).status).toBe(422);
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    await office.write('New here', { thread, author: bob });
    await office.deliver();
    const { raw } = office.mails.received.at(-1)!;
    expect(partOf(raw, 'text/plain')).toContain('> New here');
    // It answers nobody.
    expect(headerOf(raw, 'Subject')).toMatch(/^Bob commented: /);
    const limited = office.with({ rateLimits: { subscription: { points: 1, seconds: 60 } } });
    const ask = () => limited.call('POST', '/subscriptions', { thread: 'a thread', email: 'x@example.org' });
    expect([(await ask()).status, (await ask()).status]).toEqual([202, 429]);
  });

  test('goes along where the thread is moved, and by its old name leads there', async () => {
    const office = await blog();
    const follow = (email: string) => office.call('POST', '/subscriptions', { thread: 'a thread', email });
    await office.write('Before', { thread });
    await follow('ada@example.org');
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    const [from, to] = [nameThread('', 'a thread'), nameThread('', 'moved')];
    await office.store.moderation.moveThread({
      ...{ site: '', from: from.thread, to: to.thread, toId: 'moved' },
      ...{ by: 'owner', scope: 'all', now: office.clock.time },
    });
    await follow('di@example.org');
    await office.deliver();
    await office.call('POST', path(office.link('/subscriptions/')));
    await office.write('After', { thread: { ...thread, id: 'moved' }, author: bob });
    await office.deliver();
    const told = office.mails.received.filter(({ raw }) => partOf(raw, 'text/plain').includes('> After'));
    expect(told.map(({ to: [reader] }) => reader).toSorted()).toEqual(['ada@example.org', 'di@example.org']);
  });

  test('has pages that need no script, load nothing and tell no other page where they are', async () => {
    const office = await blog();
    await adaAsks(office);
    await office.deliver();
    const { headers, body } = await office.call('GET', path(office.link('/subscriptions/')));
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'/,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('<form method="post"><button>Yes, mail me</button></form>');
  });
});

describe('moderators', () => {
  const moderators = ['mo@example.org', 'di@example.org'];
  const subjects = (office: PostOffice) => office.mails.received.map(({ raw }) => headerOf(raw, 'Subject'));

  test('are mailed of what is new, waits or was reported, with a link to their page', async () => {
    const office = await openPostOffice({ '': { name: 'The blog', origins, mail: { moderators } } });
    const { id } = await office.write('Hello', { thread });
    await office.deliver();
    expect(office.mails.received.map(({ to }) => to[0]).toSorted()).toEqual(moderators.toSorted());
    expect(subjects(office)).toEqual(Array(2).fill('New comment: Ada, An article'));
    expect(office.link('/moderation')).toBe(`${publicUrl}/moderation#comment-${id}`);
    office.clock.time += 30 * minute;
    await office.call('POST', `/comments/${id}/report`, { reason: 'rude' });
    await office.deliver();
    expect(subjects(office).slice(2)).toEqual(Array(2).fill('Reported: Ada, An article'));
    office.clock.time += 30 * minute;
    await office.with({ moderation: 'all' }).post({ thread });
    await office.moderation.decide('hold', id);
    await office.moderation.approve(id);
    await office.deliver();
    expect(subjects(office).slice(4)).toEqual(Array(2).fill('Waits for you: Ada, An article'));
  });

  test('get one mail at once and the others of ten minutes together, or all of an hour or a day', async () => {
    for (const [digest, wait] of [
      ['each', 11 * minute],
      ['hourly', 61 * minute],
      ['daily', day],
    ] as const) {
      const office = await openPostOffice({ '': { origins, mail: { moderators: ['mo@example.org'], digest } } });
      for (let index = 0; index < 120; index++) await office.write(`Comment ${index}`, { thread });
      await office.deliver();
      const atOnce = digest === 'each' ? 1 : 0;
      expect(office.mails.received).toHaveLength(1 * atOnce);
      office.clock.time += wait;
      await office.deliver();
      expect(office.mails.received.length).toBeLessThanOrEqual(1 + atOnce);
      expect(subjects(office).at(-1)).toMatch(/^1?\d\d comments to look at$/);
    }
  });
});
