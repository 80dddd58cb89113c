import { invalidFields } from '../api-error.js';
import { hashText } from '../hash.js';
import type { Account, KeyRecord, ModeratorRecord, Role, Scope } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { newToken, toLogin } from './login.js';
import { hashPassword, weaknessOf, type Scrypt } from './passwords.js';

export { roles } from '../store/moderation-records.js';
export type { Account, Role } from '../store/moderation-records.js';

/** Who may moderate. Accounts are created only by the command line, so that no first visitor can become an owner. */
export interface Accounts {
  add(moderator: NewModerator): Promise<ModeratorRecord>;
  setPassword(login: string, password: string): Promise<void>;
  remove(login: string): Promise<void>;
  list(): Promise<ModeratorRecord[]>;
  /** Returns the key itself, which can't be read again later. */
  addKey(key: NewKey): Promise<string>;
  removeKey(name: string): Promise<void>;
  listKeys(): Promise<KeyRecord[]>;
}

export interface NewModerator {
  login: string;
  shownName?: string;
  role: Role;
  scope: Scope;
  reserved: boolean;
  password: string;
}

export type NewKey = Account & { until: number | null };

export const createAccounts = (store: Store, scrypt: Scrypt, now: () => number = Date.now): Accounts => ({
  add: async ({ login, shownName, password, ...rest }) => {
    const name = toLogin(login);
    if (!/^[\p{L}\p{N}._@+-]{1,80}$/u.test(name)) {
      throw invalidFields({ login: 'Must be 1 to 80 letters, digits and . _ @ + -' });
    }
    await checkPassword(password, name);
    const { role, scope, reserved } = rest;
    const moderator = { name, shownName: shownName ?? login, role, scope, reserved, createdAt: now() };
    await store.accounts.addModerator({ ...moderator, password: await hashPassword(scrypt, password) });
    return moderator;
  },

  setPassword: async (login, password) => {
    const name = toLogin(login);
    await checkPassword(password, name);
    await store.accounts.setPassword({ login: name, password: await hashPassword(scrypt, password) });
  },

  remove: (login) => store.accounts.removeModerator(toLogin(login)),
  list: () => store.read(({ accounts }) => accounts.moderators()),

  addKey: async (key) => {
    const secret = `key_${newToken()}`;
    await store.accounts.addKey({ ...key, hash: hashText(secret), createdAt: now() });
    return secret;
  },
  removeKey: (name) => store.accounts.removeKey(name),
  listKeys: () => store.read(({ accounts }) => accounts.keys()),
});

const checkPassword = async (password: string, login: string): Promise<void> => {
  const weakness = await weaknessOf(password, login);
  if (weakness !== undefined) throw invalidFields({ password: weakness });
};
