import { describe, expect, test } from 'vitest';
import type { Ban } from '../../../server/src/service/bans.js';
import type { QueuePage } from '../../../server/src/service/queue.js';
import { aToken, createFixture } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const opened = async (options: Parameters<typeof createFixture>[0] = {}) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now, ...options });
  return { clock, fixture, call: await signedIn(fixture, 'olga', 'owner') };
};

const ban = async (call: Call, body: object) => {
  const answer = await call('POST', '/bans', body);
  expect([answer.status, answer.body.fields]).toEqual([201, undefined]);
  return answer.body as unknown as Ban;
};

const spamOf = async (call: Call) =>
  ((await call('GET', '/comments?state=spam')).body as unknown as QueuePage).comments;

describe('a ban', () => {
  test('of a person holds as spam what they write, without telling them, and refuses their votes', async () => {
    const { fixture, call } = await opened();
    const [eve, ada] = [aToken(), aToken()];
    const other = await fixture.write('By Ada', {}, ada);
    const { id } = await fixture.write('Spam', {}, eve);
    const made = await ban(call, { kind: 'visitor', comment: id, note: 'Sells pills' });
    expect(made).toMatchObject({ kind: 'visitor', site: null, until: null, note: 'Sells pills', by: 'olga' });
    const { status, body } = await fixture.post({ body: 'More' }, { token: eve });
    expect([status, body.comment.status]).toEqual([202, 'pending']);
    expect(await spamOf(call)).toMatchObject([{ state: 'spam', reasons: [{ code: 'ban', detail: 'visitor' }] }]);
    const vote = await fixture.call('PUT', `/comments/${other.id}/vote`, { value: 1 }, { token: eve });
    const rating = await fixture.call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 1 }, { token: eve });
    expect([vote.status, vote.body.code, rating.status]).toEqual([403, 'forbidden', 403]);
    expect((await fixture.post({}, { token: ada })).status).toBe(201);
    await fixture.call('PATCH', `/comments/${id}`, { body: 'Changed' }, { token: eve });
    expect((await fixture.list()).body.comments.map(({ author }) => author.name)).toEqual(['Ada', 'Ada']);
    expect((await call('DELETE', `/bans/${made.id}`)).status).toBe(204);
    expect((await fixture.post({}, { token: eve })).status).toBe(201);
  });

  test('of an e-mail address counts however it is written', async () => {
    const { fixture, call } = await opened();
    await ban(call, { kind: 'email', value: 'Eve@Example.org' });
    const author = (email: string) => ({ author: { name: 'Eve', email } });
    expect((await fixture.post(author('eve@EXAMPLE.org'))).status).toBe(202);
    expect((await fixture.post(author('steve@example.org'))).status).toBe(201);
  });

  test.each([
    ['pills', 'Cheap ＰＩＬＬＳ!', true],
    ['pills', 'Pillsbury', false],
    ['pills', 'pi\u00ADlls', true],
    ['free money', 'Get free  money'.replace('  ', ' '), true],
    ['пилюли', 'Купи ПИЛЮЛИ', true],
    ['免费', '这是免费的', true],
    ['c++', 'I like c++.', true],
  ])('of the word %s: %s', async (value, body, held) => {
    const { fixture, call } = await opened();
    await ban(call, { kind: 'word', value });
    expect((await fixture.post({ body })).status).toBe(held ? 202 : 201);
    expect((await spamOf(call)).length).toBe(held ? 1 : 0);
  });

  test('of a word finds it in a name and in an edit too', async () => {
    const { fixture, call } = await opened();
    await ban(call, { kind: 'word', value: 'casino' });
    expect((await fixture.post({ author: { name: 'Best Casino', email: 'a@b.co' } })).status).toBe(202);
    const token = aToken();
    const { id } = await fixture.write('Good', {}, token);
    const edited = await fixture.call('PATCH', `/comments/${id}`, { body: 'To the casino' }, { token });
    expect(edited.body.comment.status).toBe('pending');
    expect((await spamOf(call)).map((comment) => comment.id)).toContain(id);
  });

  test.each([
    ['spam.example', 'See https://spam.example/x', true],
    ['spam.example', 'See [this](http://WWW.spam.example)', true],
    ['spam.example', 'See https://notspam.example', false],
    ['spam.example/bad', 'See https://spam.example/bad/page', true],
    ['spam.example/bad', 'See https://spam.example/good', false],
    ['spam.example', '`https://spam.example`', true],
  ])('of the link %s: %s', async (value, body, held) => {
    const { fixture, call } = await opened();
    await ban(call, { kind: 'link', value });
    expect((await fixture.post({ body })).status).toBe(held ? 202 : 201);
  });

  test('ends at its time, and is then forgotten', async () => {
    const { clock, fixture, call } = await opened();
    await ban(call, { kind: 'word', value: 'pills', until: new Date(clock.now + 1000).toISOString() });
    expect((await fixture.post({ body: 'pills' })).status).toBe(202);
    clock.now += 1000;
    expect((await fixture.post({ body: 'pills' })).status).toBe(201);
    await fixture.store.purge(clock.now);
    expect((await call('GET', '/bans')).body).toEqual({ bans: [], next: null });
  });

  test('needs no site where there is but one', async () => {
    const { fixture } = await opened();
    const ada = await signedIn(fixture, 'ada');
    expect(await ban(ada, { kind: 'word', value: 'pills' })).toMatchObject({ site: '' });
    expect((await fixture.post({ body: 'pills' })).status).toBe(202);
  });

  test('of one site is none on others, and reaches the sites of who makes it', async () => {
    const { fixture, call } = await opened({ sites: ['one', 'two'] });
    const ada = await signedIn(fixture, 'ada', 'moderator', ['one']);
    const everywhere = await ban(call, { kind: 'word', value: 'pills' });
    const here = await ban(ada, { kind: 'word', value: 'casino', site: 'one' });
    const post = async (body: string, site: string) => (await fixture.post({ body, site })).status;
    expect([await post('casino', 'one'), await post('casino', 'two'), await post('pills', 'two')]).toEqual([
      202, 201, 202,
    ]);
    expect((await ada('POST', '/bans', { kind: 'word', value: 'x' })).status).toBe(403);
    expect((await ada('POST', '/bans', { kind: 'word', value: 'x', site: 'two' })).status).toBe(404);
    expect((await ada('DELETE', `/bans/${everywhere.id}`)).status).toBe(404);
    const listed = async (call: Call) =>
      ((await call('GET', '/bans')).body as unknown as { bans: Ban[] }).bans.map(({ id }) => id);
    expect(await listed(ada)).toEqual([here.id]);
    expect(await listed(call)).toEqual([here.id, everywhere.id]);
    const other = await fixture.write('By another', { site: 'two' }, aToken());
    expect((await ada('POST', '/bans', { kind: 'visitor', comment: other.id, site: 'one' })).status).toBe(404);
  });

  test('says of what, and of nothing that could not be found again', async () => {
    const { fixture, call } = await opened();
    const { id } = await fixture.write('Without a token');
    expect((await call('POST', '/bans', { kind: 'visitor', comment: id })).body.code).toBe('conflict');
    expect((await call('POST', '/bans', { kind: 'network', comment: id })).body.code).toBe('conflict');
    for (const wrong of [
      { kind: 'word' },
      { kind: 'word', comment: id },
      { kind: 'word', value: 'x', comment: id },
      { kind: 'word', value: '...' },
      { kind: 'link', value: 'not a link' },
      { kind: 'email', value: 'nobody' },
      { kind: 'network', value: '192.0.2.0/24' },
      { kind: 'network', value: 'A'.repeat(43) },
      { kind: 'moon', value: 'x' },
      { kind: 'word', value: 'x', until: 'tomorrow' },
    ]) {
      const { status, body } = await call('POST', '/bans', wrong);
      expect([wrong, status, body.code]).toEqual([wrong, 422, 'invalid']);
    }
    expect((await call('DELETE', '/bans/unknown')).status).toBe(404);
  });

  test('of a network holds what comes from there, as long as the site keeps where comments come from', async () => {
    const { clock, fixture, call } = await opened({ sites: { a: {}, b: { spam: { keepNetwork: 7 } } } });
    const from = (address: string) => fixture.post({ site: 'b' }, { token: aToken(), address });
    const { id } = (await from('198.51.100.1')).body.comment;
    const elsewhere = await fixture.post({ site: 'a' }, { token: aToken(), address: '198.51.100.2' });
    const made = await ban(call, { kind: 'network', comment: id, site: 'b' });
    expect(made.value).not.toContain('198.51');
    expect((await from('198.51.100.200')).status).toBe(202);
    expect(await spamOf(call)).toMatchObject([{ site: 'b', reasons: [{ code: 'ban', detail: 'network' }] }]);
    expect((await from('198.51.101.1')).status).toBe(201);
    expect((await fixture.post({ site: 'a' }, { token: aToken(), address: '198.51.100.3' })).status).toBe(201);

    // Where nothing is kept, what looks like a network finds nobody.
    const { value } = made;
    const offA = await call('POST', '/bans', { kind: 'network', value, site: 'a' });
    expect([offA.status, offA.body.fields]).toEqual([422, { value: expect.stringContaining('spam.keepNetwork') }]);
    const ofA = { kind: 'network', comment: elsewhere.body.comment.id, site: 'a' };
    expect((await call('POST', '/bans', ofA)).body.code).toBe('conflict');
    await ban(call, { kind: 'network', value });

    clock.now += 7 * 86_400_000;
    await fixture.store.purge(clock.now);
    expect((await call('POST', '/bans', { kind: 'network', comment: id, site: 'b' })).body.code).toBe('conflict');
  });

  test('stands in the log, without saying who', async () => {
    const { fixture, call } = await opened();
    const { id } = await fixture.write('Spam', {}, aToken());
    const { value, id: made } = await ban(call, { kind: 'visitor', comment: id });
    await ban(call, { kind: 'word', value: 'pills' });
    await call('DELETE', `/bans/${made}`);
    const { log } = (await call('GET', '/log')).body as unknown as { log: { action: string; detail: string }[] };
    expect(log.map(({ action, detail }) => [action, JSON.parse(detail)])).toEqual([
      ['unban', { kind: 'visitor' }],
      ['ban', { kind: 'word', value: 'pills' }],
      ['ban', { kind: 'visitor' }],
    ]);
    expect(JSON.stringify(log)).not.toContain(value);
  });
});
