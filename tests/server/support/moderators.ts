import { scrypt } from 'node:crypto';
import { createAccounts } from '../../../server/src/service/accounts.js';
import type { Scrypt } from '../../../server/src/service/passwords.js';
import type { Role, Scope } from '../../../server/src/store/moderation-records.js';
import type { Answer, Fixture, RequestOptions } from './fixture.js';
import { base } from './fixture.js';

export const password = 'a long enough password';

/** scrypt at a thousandth of its cost. */
export const quickScrypt: Scrypt = (password, salt) =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, 32, { N: 16 }, (error, key) => (error ? reject(error) : resolve(key))),
  );

/** A moderator's own calls. */
export type Call = (method: string, path: string, body?: unknown, options?: RequestOptions) => Promise<Answer>;

export const addModerator = async (
  { store }: Fixture,
  login: string,
  role: Role = 'moderator',
  scope: Scope = 'all',
): Promise<void> => {
  const accounts = createAccounts(store, quickScrypt);
  // So that a draft's author may be of the same name.
  await accounts.add({ login, role, scope, reserved: false, password });
};

/** Adds a moderator who signs in; gives what calls as a page of theirs does. */
export const signedIn = async (fixture: Fixture, login: string, role: Role = 'moderator', scope: Scope = 'all') => {
  await addModerator(fixture, login, role, scope);
  return signIn(fixture, login);
};

export const signIn = async (fixture: Fixture, login: string): Promise<Call> => {
  const own = { Origin: base };
  const { status, headers } = await fixture.call(
    'POST',
    '/moderation/session',
    { name: login, password },
    { headers: own },
  );
  if (status !== 204) throw new Error(`Not signed in: ${status}`);
  const cookie = headers.get('set-cookie')!.split(';')[0]!;
  return (method, path, body, options = {}) =>
    fixture.call(method, `/moderation${path}`, body, {
      ...options,
      headers: { ...own, Cookie: cookie, ...options.headers },
    });
};

/** Makes a key; gives what calls with it. */
export const withKey = async (fixture: Fixture, role: Role = 'moderator', scope: Scope = 'all'): Promise<Call> => {
  const accounts = createAccounts(fixture.store, quickScrypt);
  const key = await accounts.addKey({ name: `key ${Math.random()}`, role, scope, until: null });
  return (method, path, body, options = {}) =>
    fixture.call(method, `/moderation${path}`, body, {
      ...options,
      headers: { Authorization: `Bearer ${key}`, ...options.headers },
    });
};
