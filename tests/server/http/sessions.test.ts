import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createAccounts } from '../../../server/src/service/accounts.js';
import { hashPassword, isPassword, plainScrypt } from '../../../server/src/service/passwords.js';
import { nodeScrypt } from '../../../server/src/cli/node-scrypt.js';
import { base, createFixture, type Fixture } from '../support/fixture.js';
import { addModerator, password, quickScrypt, signedIn, signIn, withKey } from '../support/moderators.js';

const own = { Origin: base };
const day = 24 * 60 * 60 * 1000;

const withClock = async () => {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  return { clock, fixture: await createFixture({ now: () => clock.now, scrypt: quickScrypt }) };
};

const tryToSignIn = ({ call }: Fixture, name: string, typed: string, address?: string) =>
  call('POST', '/moderation/session', { name, password: typed }, { headers: own, address });

describe('a session', () => {
  test('begins with the right password, says who it is of, and ends', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt, sites: ['one', 'two'] });
    const call = await signedIn(fixture, 'Ada', 'moderator', ['two']);
    expect((await call('GET', '/session')).body).toEqual({
      name: 'ada',
      shownName: 'Ada',
      role: 'moderator',
      sites: ['two'],
    });
    const olga = await signedIn(fixture, 'olga', 'owner');
    expect((await olga('GET', '/session')).body).toMatchObject({ role: 'owner', sites: ['one', 'two'] });
    const ended = await call('DELETE', '/session');
    expect([ended.status, ended.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await call('GET', '/session')).status).toBe(401);
    expect((await olga('GET', '/session')).status).toBe(200);
  });

  test('has a cookie that no script and no other site sees, below the base path, by https where that is public', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    await addModerator(fixture, 'ada');
    const cookieAt = async (publicUrl?: string) => {
      const { call } = fixture.with({ publicUrl });
      const headers = { Origin: publicUrl === undefined ? base : new URL(publicUrl).origin };
      return (await call('POST', '/moderation/session', { name: 'ada', password }, { headers })).headers.get(
        'set-cookie',
      );
    };
    expect(await cookieAt()).toMatch(
      /^starling_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    );
    expect(await cookieAt('https://example.org/talk')).toMatch(/; Path=\/talk; .*; Secure$/);
  });

  test('lasts thirty days, and is kept as a hash', async () => {
    const { clock, fixture } = await withClock();
    const call = await signedIn(fixture, 'ada');
    const database = new DatabaseSync(fixture.path);
    const [session] = database.prepare('select * from sessions').all();
    database.close();
    const { headers } = await tryToSignIn(fixture, 'ada', password);
    expect(headers.get('set-cookie')).not.toContain(session!.token);
    clock.now += 30 * day - 1;
    expect((await call('GET', '/session')).status).toBe(200);
    clock.now += 1;
    expect((await call('GET', '/session')).status).toBe(401);
  });

  test('begins for nobody else: a wrong password, an unknown name and an empty one look the same', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    await addModerator(fixture, 'ada');
    const answers = [await tryToSignIn(fixture, 'ada', 'wrong'), await tryToSignIn(fixture, 'eve', password)];
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([401, answers[0]!.body]);
      expect(headers.get('set-cookie')).toBeNull();
    }
    expect((await tryToSignIn(fixture, 'ADA', password)).status).toBe(204);
  });

  test('is ended by a new password, but for the one that gave it', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const first = await signedIn(fixture, 'ada');
    const second = await signIn(fixture, 'ada');
    const change = (old: string, next: string) => first('POST', '/password', { old, new: next });
    expect((await change('wrong', 'another good password')).body.fields).toHaveProperty('old');
    expect((await change(password, 'password123')).body.fields).toHaveProperty('new');
    expect((await change(password, 'another good password')).status).toBe(204);
    expect([(await first('GET', '/session')).status, (await second('GET', '/session')).status]).toEqual([200, 401]);
    expect((await tryToSignIn(fixture, 'ada', password)).status).toBe(401);
    expect((await tryToSignIn(fixture, 'ada', 'another good password')).status).toBe(204);
  });
});

describe('guessing a password', () => {
  test('is over after ten tries from a network, for a quarter of an hour, and not for other networks', async () => {
    const { clock, fixture } = await withClock();
    await addModerator(fixture, 'ada');
    for (let index = 0; index < 10; index++) expect((await tryToSignIn(fixture, 'ada', 'wrong')).status).toBe(401);
    const { status, headers } = await tryToSignIn(fixture, 'ada', password);
    expect([status, headers.get('retry-after')]).toEqual([429, '900']);
    expect((await tryToSignIn(fixture, 'ada', password, '198.51.100.1')).status).toBe(204);
    clock.now += 15 * 60 * 1000;
    expect((await tryToSignIn(fixture, 'ada', password)).status).toBe(204);
  });

  test('from many networks leaves each two tries: the owner is not locked out', async () => {
    const { fixture } = await withClock();
    await addModerator(fixture, 'ada');
    for (let index = 0; index < 101; index++) await tryToSignIn(fixture, 'ada', 'wrong', `10.0.${index % 20}.1`);
    const statuses = [];
    for (let index = 0; index < 3; index++)
      statuses.push((await tryToSignIn(fixture, 'ada', 'wrong', '192.0.2.1')).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await tryToSignIn(fixture, 'ada', password, '198.51.100.1')).status).toBe(204);
  });
});

describe('a key', () => {
  test('is a moderator without a session, and not a page of this server', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await withKey(fixture, 'moderator', ['blog']);
    expect((await call('GET', '/session')).body).toMatchObject({ role: 'moderator', sites: ['blog'] });
    expect((await call('DELETE', '/session')).status).toBe(403);
  });

  test('ends at its time, and when it is removed; a session’s token is none, nor a key a session', async () => {
    const { clock, fixture } = await withClock();
    const accounts = createAccounts(fixture.store, quickScrypt, () => clock.now);
    const key = await accounts.addKey({ name: 'bot', role: 'owner', scope: 'all', until: clock.now + day });
    const ask = async (headers: Record<string, string>) =>
      (await fixture.call('GET', '/moderation/session', undefined, { headers })).status;
    expect(await ask({ Authorization: `Bearer ${key}` })).toBe(200);
    expect(await ask({ Cookie: `starling_session=${key}` })).toBe(401);
    expect(await ask({ Authorization: `Bearer ${key}x` })).toBe(401);
    clock.now += day;
    expect(await ask({ Authorization: `Bearer ${key}` })).toBe(401);
    clock.now -= day;
    await expect(accounts.addKey({ name: 'bot', role: 'owner', scope: 'all', until: null })).rejects.toMatchObject({
      code: 'conflict',
    });
    await accounts.removeKey('bot');
    expect(await ask({ Authorization: `Bearer ${key}` })).toBe(401);
    await expect(accounts.removeKey('bot')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a moderator', () => {
  test.each(['short', 'password123', '1234567890', 'aaaaaaaaaaaa', 'ada-lovelace1', 'x'.repeat(201)])(
    'is not added with the password %s',
    async (weak) => {
      const { store } = await createFixture();
      const accounts = createAccounts(store, quickScrypt);
      await expect(
        accounts.add({ login: 'ada-lovelace', role: 'owner', scope: 'all', reserved: true, password: weak }),
      ).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    },
  );

  test('has a login of their own, and is gone with their sessions', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await signedIn(fixture, 'ada');
    await expect(addModerator(fixture, 'ADA')).rejects.toMatchObject({ code: 'conflict' });
    const accounts = createAccounts(fixture.store, quickScrypt);
    expect(await accounts.list()).toMatchObject([{ name: 'ada', role: 'moderator', scope: 'all' }]);
    await accounts.remove('Ada');
    expect((await call('GET', '/session')).status).toBe(401);
    await expect(accounts.remove('ada')).rejects.toMatchObject({ code: 'not-found' });
    await expect(accounts.setPassword('ada', password)).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('a password is kept as scrypt, which Node and JavaScript make alike', async () => {
  const kept = await hashPassword(nodeScrypt, password);
  expect(kept).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await isPassword(plainScrypt, password, kept)).toBe(true);
  expect(await isPassword(nodeScrypt, `${password} `, kept)).toBe(false);
  expect(await isPassword(nodeScrypt, password, undefined)).toBe(false);
});
