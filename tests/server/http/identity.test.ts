import { describe, expect, test } from 'vitest';
import type { NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { aToken, createFixture, origin, type Fixture } from '../support/fixture.js';
import { aSiteToken, identified, secret, seconds } from '../support/identity-tokens.js';
import { quickScrypt, signedIn } from '../support/moderators.js';

const minute = 60_000;

const withPeople = (options: Partial<NodeHandlerOptions> = {}): Promise<Fixture> =>
  createFixture({ sites: ['blog'], identity: { sso: { secret } }, ...options });

const mineOf = async ({ call }: Fixture, options: Parameters<Fixture['call']>[3]) =>
  (await call('GET', '/mine?thread=a+thread', undefined, options)).body;

describe('who is signed in', () => {
  test('comments by the name of their token, with its picture and a badge, whatever they typed', async () => {
    const fixture = await withPeople();
    const avatar = 'https://blog.example/ada.png';
    const draft = { author: { name: 'Somebody else', email: 'else@example.org', url: 'https://ada.example' } };
    const { body } = await fixture.post(draft, await identified({ email: 'ada@example.org', avatar }));
    const author = { name: 'Ada Lovelace', url: 'https://ada.example', avatar, badge: 'verified' };
    expect(body.comment.author).toEqual(author);
    const { comments } = (await fixture.list()).body;
    expect(comments[0]!.author).toEqual(author);
    expect(JSON.stringify(comments)).not.toContain('example.org');
  });

  test('needs no captcha, no name and no address, and writes where guests can’t', async () => {
    const fixture = await withPeople({ captcha: 'altcha' });
    expect((await fixture.post()).body.code).toBe('captcha');
    const ada = await identified();
    const { status, body } = await fixture.post({ author: undefined }, ada);
    expect(status).toBe(201);
    expect((await fixture.call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 5 }, ada)).body.mine).toBe(5);
    const olga = await identified({ sub: 'olga' });
    expect((await fixture.call('PUT', `/comments/${body.comment.id}/vote`, { value: 1 }, olga)).body.votes.up).toBe(1);
  });

  test('is the same person with each of their tokens, on every device', async () => {
    const fixture = await withPeople();
    const { id } = (await fixture.post({}, await identified())).body.comment;
    const elsewhere = await identified({ name: 'Ada', jti: 'another' });
    expect((await mineOf(fixture, elsewhere)).comments).toMatchObject([{ id }]);
    const edited = await fixture.call('PATCH', `/comments/${id}`, { body: 'Changed' }, elsewhere);
    expect(edited.body.comment.html).toBe('<p>Changed</p>');
    expect((await fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, elsewhere)).body.code).toBe('forbidden');
    expect((await fixture.call('DELETE', `/comments/${id}`, undefined, elsewhere)).body.comment.status).toBe('deleted');
  });

  test('is another on another site, of another issuer, by another subject', async () => {
    const fixture = await createFixture({ sites: ['blog', 'other'], identity: { sso: { secret } } });
    const { id } = (await fixture.post({ site: 'blog' }, await identified())).body.comment;
    for (const other of [{ sub: 'olga' }, { iss: 'https://login.example' }, { iss: undefined, sub: 'ada' }]) {
      const answer = await fixture.call('DELETE', `/comments/${id}`, undefined, await identified(other));
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    }
    const foreign = await fixture.call('DELETE', `/comments/${id}`, undefined, await identified({ aud: 'other' }));
    expect(foreign.status).toBe(401);
    const there = await fixture.call(
      'GET',
      '/mine?thread=a+thread&site=other',
      undefined,
      await identified({ aud: 'other' }),
    );
    expect(there.body.comments).toEqual([]);
  });

  test('is who wrote it, with one key, whatever token the page has by then', async () => {
    const fixture = await withPeople();
    const headers = { 'Idempotency-Key': 'key', 'Starling-Identity': await aSiteToken() };
    const first = await fixture.post({}, { headers });
    const again = await fixture.post(
      {},
      { headers: { ...headers, 'Starling-Identity': await aSiteToken({ jti: '2' }) } },
    );
    expect(again.body.comment.id).toBe(first.body.comment.id);
    const other = await fixture.post({}, { headers: { ...headers, ...(await identified({ sub: 'olga' })).headers } });
    expect(other.body.comment.id).not.toBe(first.body.comment.id);
  });

  test('waits as the site lets people wait, and is known once one of theirs is published', async () => {
    const fixture = await withPeople({ moderation: 'first' });
    const first = await fixture.post({}, await identified());
    expect(first.status).toBe(202);
    await fixture.moderation.approve(first.body.comment.id);
    expect((await fixture.post({}, await identified())).status).toBe(201);
  });

  test.each(['owner', 'moderator'])('as %s has that badge, and waits for nobody', async (role) => {
    const fixture = await withPeople({ moderation: 'all', scrypt: quickScrypt });
    const headers = await identified({ role });
    const { status, body } = await fixture.post({}, headers);
    expect([status, body.comment.author.badge]).toEqual([201, role]);
    expect(
      (await fixture.call('PATCH', `/comments/${body.comment.id}`, { body: 'x' }, headers)).body.comment.status,
    ).toBe('published');
    // It opens nothing of the moderators'.
    expect((await fixture.call('GET', '/moderation/comments', undefined, headers)).status).toBe(401);
  });

  test('is known to moderators by what names them and nobody else', async () => {
    const fixture = await withPeople({ scrypt: quickScrypt });
    await fixture.post({}, await identified({ email: 'ada@example.org' }));
    await fixture.post({}, { token: aToken() });
    const call = await signedIn(fixture, 'olga', 'owner');
    const { comments } = (await call('GET', '/comments')).body as unknown as { comments: Record<string, unknown>[] };
    const [guest, ada] = comments;
    expect(ada).toMatchObject({
      identity: expect.stringMatching(/^identity:[\w-]{43}$/),
      visitor: null,
      email: 'ada@example.org',
    });
    expect(guest).toMatchObject({ identity: null, visitor: expect.stringMatching(/^[\w-]{43}$/) });
  });

  test('may ask from pages of listed origins', async () => {
    const fixture = await withPeople({ origins: [origin] });
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const preflight = await fixture.call('OPTIONS', '/comments', undefined, { headers });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Starling-Identity');
  });
});

describe('a site', () => {
  test('says how people sign in, and nothing where all are guests', async () => {
    const fixture = await withPeople();
    const identity = { required: false, email: false, providers: [] };
    expect((await fixture.list()).body.thread.identity).toEqual(identity);
    const guests = fixture.with({ identity: undefined });
    expect((await guests.list()).body.thread).not.toHaveProperty('identity');
    const required = fixture.with({ identity: { required: true, sso: { secret } } });
    expect((await required.list()).body.thread.identity).toEqual({ ...identity, required: true });
    expect((await required.list()).headers.get('etag')).not.toBe((await fixture.list()).headers.get('etag'));
  });

  test('that wants people signed in takes no guest’s comment, but their votes', async () => {
    const fixture = await withPeople({ identity: { required: true, sso: { secret } } });
    for (const options of [{}, { token: aToken() }]) {
      const answer = await fixture.post({}, options);
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
    }
    const { body } = await fixture.post({}, await identified());
    const vote = await fixture.call('PUT', `/comments/${body.comment.id}/vote`, { value: 1 }, { token: aToken() });
    expect(vote.body.votes.up).toBe(1);
  });
});

test('an erasure voids the tokens that somebody has, and leaves nothing of them; who signs in anew begins anew', async () => {
  let now = Date.now();
  const fixture = await withPeople({ now: () => now });
  const old = await identified({ email: 'ada@example.org' });
  await fixture.post({}, old);
  const people = () => fixture.store.read(({ transfer }) => transfer.page('identities', undefined, 10));
  const [before] = await people();
  expect(before).toMatchObject({ subject: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' });

  now += 5000;
  const person = { site: 'blog', everywhere: false, person: String(before!.identity) };
  await fixture.store.people.erase({ person, keep: false, by: 'owner', scope: 'all', now });
  expect(JSON.stringify(await people())).not.toMatch(/ada|lovelace/i);
  for (const answer of [
    await fixture.post({}, old),
    await fixture.call('GET', '/mine?thread=a+thread', undefined, old),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
  }
  now += 2000;
  const anew = await identified({ iat: seconds(now), exp: seconds(now) + 3600 });
  expect((await fixture.post({}, anew)).status).toBe(201);
  await fixture.store.purge(now + 92 * 24 * 60 * minute);
  expect(await people()).toMatchObject([{ name: 'Ada Lovelace' }]);
});

describe('what somebody did as a visitor', () => {
  const both = async (token: string) => ({ token, ...(await identified()) });

  test('becomes theirs at the first request with both, and is no more the visitor’s', async () => {
    const fixture = await withPeople({ moderation: 'all' });
    const token = aToken();
    const { id } = await fixture.write('Before', { rating: 4 }, token);
    expect((await mineOf(fixture, await both(token))).comments).toMatchObject([
      { id, body: 'Before', author: { name: 'Ada' } },
    ]);
    expect((await mineOf(fixture, await identified())).comments).toMatchObject([{ id }]);
    expect(await mineOf(fixture, { token })).toEqual({ comments: [], votes: {}, rating: null });
    expect((await fixture.call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(404);
    await fixture.moderation.approve(id);
    expect(await mineOf(fixture, await identified())).toMatchObject({ rating: 4 });
  });

  test('merges votes, of which the later wins', async () => {
    let now = Date.now();
    const fixture = await withPeople({ now: () => now });
    const ids = [];
    for (const body of ['one', 'two', 'three', 'four']) ids.push((await fixture.write(body)).id);
    const [one, two, three, four] = ids as [string, string, string, string];
    const token = aToken();
    const vote = (id: string, value: number, options: object) => {
      now += 1000;
      return fixture.call('PUT', `/comments/${id}/vote`, { value }, options);
    };
    const ada = await identified();
    await vote(one, 1, { token });
    await vote(one, -1, ada);
    await vote(two, -1, ada);
    await vote(two, 1, { token });
    await vote(three, 1, { token });
    await vote(three, 1, ada);
    await vote(four, -1, { token });
    expect((await mineOf(fixture, await both(token))).votes).toEqual({ [one]: -1, [two]: 1, [three]: 1, [four]: -1 });
    const { comments } = (await fixture.list({ sort: 'oldest' })).body;
    expect(comments.map(({ votes }) => votes)).toEqual([
      { up: 0, down: 1 },
      { up: 1, down: 0 },
      { up: 1, down: 0 },
      { up: 0, down: 1 },
    ]);
  });

  test('keeps no vote of both on what is gone, and one on what a moderator brings back', async () => {
    const fixture = await withPeople();
    const token = aToken();
    const author = { token: aToken() };
    const votes = async () =>
      (await fixture.store.read(({ transfer }) => transfer.page('comments', undefined, 10))).map(({ up, down }) => [
        up,
        down,
      ]);
    const removed = await fixture.write('removed by its author', {}, author.token);
    const deleted = await fixture.write('deleted by a moderator', {}, author.token);
    for (const { id } of [removed, deleted]) {
      for (const options of [{ token }, await identified()])
        await fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, options);
    }
    await fixture.call('DELETE', `/comments/${removed.id}`, undefined, author);
    const { undo } = await fixture.moderation.decide('delete', deleted.id);
    await mineOf(fixture, await both(token));
    expect(await votes()).toEqual([
      [0, 0],
      [1, 0],
    ]);
    await fixture.moderation.undo(undo!);
    expect((await fixture.list()).body.comments.map((comment) => comment.votes)).toContainEqual({ up: 1, down: 0 });
  });

  test('has no vote on what is their own by then, either way', async () => {
    const fixture = await withPeople();
    const token = aToken();
    const guests = await fixture.write('as a guest', {}, token);
    const theirs = (await fixture.post({ body: 'signed in' }, await identified())).body.comment;
    await fixture.call('PUT', `/comments/${theirs.id}/vote`, { value: 1 }, { token });
    await fixture.call('PUT', `/comments/${guests.id}/vote`, { value: 1 }, await identified());
    expect((await mineOf(fixture, await both(token))).votes).toEqual({});
    const { comments } = (await fixture.list()).body;
    expect(comments.map(({ votes }) => votes)).toEqual([
      { up: 0, down: 0 },
      { up: 0, down: 0 },
    ]);
  });

  test.each([
    ['the visitor’s', [2, 5], 2],
    ['the identity’s', [5, 2], 2],
  ] as const)('is one rating: the later, %s', async (whose, [earlier, later], counted) => {
    let now = Date.now();
    const fixture = await withPeople({ now: () => now });
    const token = aToken();
    const rate = (value: number, options: object) => {
      now += 1000;
      return fixture.call('PUT', '/ratings', { thread: { id: 'a thread' }, value }, options);
    };
    const order = [{ token }, await identified()];
    if (whose.startsWith('the visitor')) order.reverse();
    await rate(earlier, order[0]!);
    await rate(later, order[1]!);
    expect((await fixture.list()).body.summary?.count).toBe(counted);
    expect((await mineOf(fixture, await both(token))).rating).toBe(later);
    expect((await fixture.list()).body.summary).toMatchObject({ count: 1, average: later });
  });

  test('counts one rating for comments with stars of both, and falls back to the one before', async () => {
    const fixture = await withPeople();
    const token = aToken();
    await fixture.write('as a guest', { rating: 2 }, token);
    const { id } = (await fixture.post({ rating: 5 }, await identified())).body.comment;
    await mineOf(fixture, await both(token));
    expect((await fixture.list()).body.summary).toMatchObject({ count: 1, average: 5 });
    await fixture.call('DELETE', `/comments/${id}`, undefined, await identified());
    expect((await fixture.list()).body.summary).toMatchObject({ count: 1, average: 2 });
  });

  test('is one report', async () => {
    const fixture = await withPeople({ reportsToHold: 3 });
    const { id } = await fixture.write('rude');
    const token = aToken();
    const report = (options: object) => fixture.call('POST', `/comments/${id}/report`, {}, options);
    await report({ token });
    await report(await identified());
    await mineOf(fixture, await both(token));
    await report({ token: aToken() });
    expect((await fixture.list()).body.total).toBe(1);
    await report({ token: aToken() });
    expect((await fixture.list()).body.total).toBe(0);
  });

  test('is sent once, though the answer was lost and they signed in meanwhile', async () => {
    const fixture = await withPeople();
    const token = aToken();
    const headers = { 'Idempotency-Key': 'key' };
    const sent = await fixture.post({}, { token, headers });
    const again = await fixture.post({}, { token, headers: { ...headers, ...(await identified()).headers } });
    expect(again.body.comment.id).toBe(sent.body.comment.id);
    expect((await fixture.list()).body.total).toBe(1);
  });

  test('is theirs though many requests come at once, and stays so', async () => {
    let now = Date.now();
    const fixture = await withPeople({ now: () => now });
    const token = aToken();
    for (let index = 0; index < 3; index++) await fixture.write(`${index}`, { rating: 3 }, token);
    const options = await both(token);
    const answers = await Promise.all(Array.from({ length: 8 }, () => mineOf(fixture, options)));
    for (const { comments } of answers) expect(comments).toHaveLength(3);
    now += minute;
    expect((await fixture.list()).body.summary).toMatchObject({ count: 1, average: 3 });
  });

  test('is nobody’s who signs in on another site', async () => {
    const fixture = await createFixture({ sites: ['blog', 'other'], identity: { sso: { secret } } });
    const token = aToken();
    const { id } = await fixture.write('here', { site: 'other' }, token);
    await fixture.call('GET', '/mine?thread=a+thread&site=blog', undefined, await both(token));
    const { body } = await fixture.call('GET', '/mine?thread=a+thread&site=other', undefined, { token });
    expect(body.comments).toMatchObject([{ id }]);
  });
});
