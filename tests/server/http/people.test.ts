import { describe, expect, test } from 'vitest';
import type { Moderated } from '../../../server/src/service/present.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { aSubmission } from '../support/a-submission.js';
import { dumpOf } from '../support/dump.js';
import { quickScrypt, signedIn } from '../support/moderators.js';

/** Words that stand nowhere else. */
const marks = ['zaphod', 'beeblebrox', 'trillian', 'magrathea', 'marvin', 'vogon', 'heartofgold'];

const author = {
  name: 'Zaphod Beeblebrox',
  email: 'Trillian@Magrathea.example',
  url: 'https://heartofgold.example',
};

/** Somebody who did whatever can be done, on two sites, and others who did things to what they wrote. */
const filled = async () => {
  const fixture = await createFixture({ scrypt: quickScrypt });
  const call = await signedIn(fixture, 'olga', 'owner');
  const [token, other] = [aToken(), aToken()];
  const others = await fixture.write('By another', { site: 'one', rating: 2 }, other);
  const headers = { 'Idempotency-Key': 'marvin-key' };
  const draft = { site: 'one', author, body: 'marvin says hello', rating: 5 } as const;
  const { id } = (await fixture.post(draft, { token, headers })).body.comment;
  await fixture.write('A reply to it', { site: 'one', parent: id }, other);
  await fixture.write('marvin elsewhere', { site: 'two', author }, token);
  await fixture.call('PUT', `/comments/${others.id}/vote`, { value: 1 }, { token });
  await fixture.call('POST', `/comments/${others.id}/report`, { reason: 'vogon poetry' }, { token });
  await fixture.call('POST', `/comments/${id}/report`, { reason: 'a vogon' }, { token: other });
  await fixture.call('PUT', '/ratings', { site: 'one', thread: { id: 'only rated' }, value: 1 }, { token });
  await call('PATCH', `/comments/${id}`, { body: 'marvin says goodbye' });
  await call('POST', '/bans', { kind: 'visitor', comment: id, site: 'one', note: 'zaphod again' });
  await call('POST', '/bans', { kind: 'email', value: author.email });
  const visitor = ((await call('GET', `/comments/${id}`)).body.comment as unknown as Moderated).visitor!;
  return { fixture, call, token, id, others, visitor };
};

const leftOf = async (fixture: Fixture, words: readonly string[]) =>
  Object.entries(await dumpOf(fixture)).flatMap(([table, text]) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${table}: ${word}`),
  );

describe('what is kept of a person', () => {
  test('is one JSON, found by token, address or comment, and nobody else’s', async () => {
    const { call, id, others, visitor } = await filled();
    const get = async (query: Record<string, string>) => {
      const { status, body, headers } = await call('GET', `/people?${new URLSearchParams(query)}`);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
      return (body as unknown as { person: Record<string, Record<string, unknown>[]>[] }).person;
    };
    for (const query of [{ visitor }, { comment: id }] as Record<string, string>[]) {
      const person = await get(query);
      expect(person[0]).toMatchObject({
        site: 'one',
        comments: [
          {
            ...{ id, authorName: author.name, body: 'marvin says goodbye' },
            createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          },
        ],
        votes: [{ comment: others.id, value: 1 }],
        ratings: expect.arrayContaining([
          expect.objectContaining({ source: 'rating', stars: 1, threadId: 'only rated' }),
        ]),
        reports: [{ reason: 'vogon poetry' }],
        visitors: [{ visitor }],
        idempotency: [{ key: 'marvin-key' }],
        bans: [{ kind: 'visitor' }],
        log: [{ action: 'edit', comment: id }],
      });
      expect(person).toHaveLength('visitor' in query ? 2 : 1);
      expect(JSON.stringify(person)).not.toContain('By another');
      expect(Object.keys(person[0]!.comments![0]!)).not.toContain('thread');
    }
    const byEmail = await get({ email: author.email.toUpperCase() });
    expect(byEmail.map(({ comments, votes }) => [comments!.length, votes])).toEqual([
      [1, []],
      [1, []],
    ]);
  });

  test('of many comments comes whole', async () => {
    const { call, fixture, token, visitor } = await filled();
    for (let index = 0; index < 250; index++) await fixture.write(`${index}`, { site: 'three' }, token);
    const { body } = await call('GET', `/people?visitor=${visitor}`);
    const { person } = body as unknown as { person: { site: string; comments: object[] }[] };
    expect(person.find(({ site }) => site === 'three')!.comments).toHaveLength(250);
  });

  test('is a moderator’s on their sites alone, and to be asked for by one name', async () => {
    const { fixture, id, visitor } = await filled();
    const ada = await signedIn(fixture, 'ada', 'moderator', ['two']);
    const { body } = await ada('GET', `/people?visitor=${visitor}`);
    expect((body as unknown as { person: { site: string }[] }).person.map(({ site }) => site)).toEqual(['two']);
    expect((await ada('GET', `/people?comment=${id}`)).status).toBe(404);
    expect((await ada('POST', '/people/erase', { comment: id, keep: false })).status).toBe(404);
    for (const query of ['', `?visitor=${visitor}&comment=${id}`])
      expect((await ada('GET', `/people${query}`)).status).toBe(422);
    expect((await ada('GET', '/people?email=nobody@example.org')).status).toBe(404);
  });
});

describe('an erasure', () => {
  test('says whether the words stay: nothing is erased by who forgot to', async () => {
    const { call, visitor } = await filled();
    const { status, body } = await call('POST', '/people/erase', { visitor });
    expect([status, Object.keys((body as { fields?: object }).fields ?? {})]).toEqual([422, ['keep']]);
    expect((await call('GET', `/people?visitor=${visitor}`)).status).toBe(200);
  });

  test('leaves nothing in any table, index or log, and counts what stays', async () => {
    const { fixture, call, id, others, visitor } = await filled();
    expect(await leftOf(fixture, marks)).not.toEqual([]);
    expect((await call('POST', '/people/erase', { visitor, keep: false })).body).toEqual({ comments: 2 });
    await call('POST', '/people/erase', { email: author.email, keep: false });
    expect(await leftOf(fixture, [...marks, visitor])).toEqual([]);
    const { body } = await fixture.list({ site: 'one' });
    expect(body.comments).toMatchObject([
      {
        id,
        status: 'deleted',
        author: { name: '' },
        html: '',
        rating: null,
        replies: [{ html: '<p>A reply to it</p>' }],
      },
      { id: others.id, votes: { up: 0, down: 0 } },
    ]);
    expect(body).toMatchObject({ total: 2, summary: { count: 1, average: 2 } });
    expect((await fixture.get('/ratings?site=one&thread=only+rated')).body).toMatchObject({ count: 0 });
    expect((await call('GET', '/comments?reported=true')).body.comments).toEqual([]);
    expect((await call('GET', `/people?visitor=${visitor}`)).status).toBe(404);
    const { log } = (await call('GET', '/log')).body as unknown as { log: { action: string }[] };
    expect(log.filter(({ action }) => action === 'erase')).toHaveLength(4);
  });

  test('takes subscriptions along, and what waits to be told: to them, and of what they wrote', async () => {
    const mail = { from: 'comments@blog.example' };
    const fixture = await createFixture({ scrypt: quickScrypt, mail, publicUrl: 'http://comments.example' });
    const call = await signedIn(fixture, 'olga', 'owner');
    await fixture.store.outbox.follow('all');
    const token = aToken();
    const theirs = await fixture.write('Mine', { author, notify: true }, token);
    const others = await fixture.write('Not mine', { author: { name: 'Ford', email: 'ford@x.example' }, notify: true });
    const waiting = async () => {
      const found = await leftOf(fixture, [author.email, theirs.id, 'ford@x.example', others.id]);
      return found.filter((line) => /^(outbox|subscriptions):/.test(line)).toSorted();
    };
    const ofOthers = [`outbox: ${others.id}`, 'outbox: ford@x.example'];
    const all = [...ofOthers, `outbox: ${theirs.id}`, `outbox: ${author.email}`];
    const subscriptions = (ids: string[]) => ids.map((id) => `subscriptions: ${id}`);
    expect(await waiting()).toEqual(
      [...all, ...subscriptions([others.id, 'ford@x.example', theirs.id, author.email])].toSorted(),
    );
    const { visitor } = (await call('GET', `/comments/${theirs.id}`)).body.comment as unknown as Moderated;
    const { person } = (await call('GET', `/people?visitor=${visitor}`)).body as unknown as { person: object[] };
    expect(person[0]).toMatchObject({ subscriptions: [{ email: author.email, comment: theirs.id }] });
    await call('POST', '/people/erase', { visitor, keep: false });
    expect(await waiting()).toEqual([...ofOthers, ...subscriptions([others.id, 'ford@x.example'])].toSorted());
  });

  test('may leave the words, without a name', async () => {
    const { fixture, call, id, visitor } = await filled();
    await call('POST', '/people/erase', { visitor, keep: true });
    expect(await leftOf(fixture, ['beeblebrox', 'heartofgold', visitor])).toEqual([]);
    const { body } = await fixture.list({ site: 'one' });
    expect(body.comments[0]).toMatchObject({ id, author: { name: '' }, html: '<p>marvin says goodbye</p>', rating: 5 });
    expect(body).toMatchObject({ total: 3, summary: { count: 2 } });
  });

  test('of a comment without a token is of that alone', async () => {
    const { fixture, call } = await filled();
    const ford = { name: 'Ford', email: 'ford@example.org' };
    const first = await fixture.write('one', { author: ford });
    await fixture.write('two', { author: ford });
    expect((await call('POST', '/people/erase', { comment: first.id, keep: false })).body).toEqual({ comments: 1 });
    expect((await fixture.list()).body.total).toBe(1);
    expect((await call('POST', '/people/erase', { comment: first.id, keep: false })).status).toBe(404);
  });

  test('of who signed in leaves no more than that their tokens are void', async () => {
    const { fixture, call } = await filled();
    const [identity, now] = ['identity:ford', Date.now()];
    const said = {
      issuer: 'https://betelgeuse.example',
      subject: 'prefect',
      name: 'Prefect',
      email: 'ford@prefect.example',
    };
    const record = { site: 'one', identity, ...said, avatar: null, role: null, emailVerified: true };
    await fixture.store.identities.keep(record, now);
    const author = { name: said.name, email: said.email };
    await fixture.store.comments.submit(aSubmission({ site: 'one', visitor: identity, author }));
    const { body } = await call('GET', `/people?identity=${identity}`);
    expect(body).toMatchObject({
      person: [{ identities: [{ subject: 'prefect' }], comments: [{ authorName: 'Prefect' }] }],
    });
    expect((await call('POST', '/people/erase', { identity, keep: false })).body).toEqual({ comments: 1 });
    expect(await leftOf(fixture, ['prefect', 'betelgeuse'])).toEqual([]);
    const left = await fixture.store.read(({ identities }) => identities.find('one', identity));
    expect(left).toMatchObject({ record: undefined, notBefore: expect.any(Number) });
  });

  test('is not undone by what was deleted before', async () => {
    const { fixture, call, id, visitor } = await filled();
    const { body } = await call('POST', '/comments/actions', { ids: [id], action: 'delete' });
    await call('POST', '/people/erase', { visitor, keep: false });
    const { undo } = body as unknown as { undo: string };
    expect((await call('POST', '/undo', { undo })).body).toMatchObject({ changed: [] });
    expect((await fixture.list({ site: 'one' })).body.total).toBe(2);
  });
});
