import { ApiError, invalidFields } from '../api-error.js';
import { hashText } from '../hash.js';
import type { Account } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import { newToken, toLogin } from './login.js';
import { hashPassword, isPassword, weaknessOf, type Scrypt } from './passwords.js';
import type { Client } from './rate-limits.js';
import type { SignInLimits } from './sign-in-limits.js';

/** Sessions of moderators who are signed in. */
export interface Sessions {
  /** @throws ApiError `unauthorized`, or `rate-limited` */
  signIn(request: { name: string; password: string; client: Client }): Promise<string>;
  /** The moderator or program that a session token or an API key belongs to. */
  find(token: string): Promise<Signed | undefined>;
  signOut(token: string): Promise<void>;
  /**
   * Also ends the moderator's other sessions. @throws ApiError `invalid` if the old password is wrong, or the new one
   * weak
   */
  changePassword(request: { name: string; token: string; old: string; new: string; client: Client }): Promise<void>;
}

export interface Signed extends Account {
  shownName: string;
  by: 'session' | 'key';
}

/** Milliseconds. */
export const sessionTime = 30 * 24 * 60 * 60 * 1000;

export const createSessions = (store: Store, scrypt: Scrypt, limits: SignInLimits, now: () => number): Sessions => {
  const check = async (login: string, password: string, client: Client): Promise<boolean> => {
    await limits.consume(login, client);
    const moderator = await store.read(({ accounts }) => accounts.moderator(login));
    return isPassword(scrypt, password, moderator?.password);
  };

  return {
    signIn: async ({ name, password, client }) => {
      const login = toLogin(name);
      if (!(await check(login, password, client)))
        throw new ApiError('unauthorized', 'The name or the password is wrong.');
      const token = newToken();
      await store.accounts.openSession({ token: hashText(token), login, expiresAt: now() + sessionTime });
      return token;
    },

    find: (token) =>
      store.read(async ({ accounts }): Promise<Signed | undefined> => {
        const hash = hashText(token);
        if (token.startsWith('key_')) {
          const key = await accounts.ofKey(hash, now());
          return key && { ...key, shownName: key.name, by: 'key' };
        }
        const moderator = await accounts.ofSession(hash, now());
        return moderator && { ...moderator, by: 'session' };
      }),

    signOut: (token) => store.accounts.closeSession(hashText(token)),

    changePassword: async ({ name, token, old, new: password, client }) => {
      if (!(await check(name, old, client))) throw invalidFields({ old: 'Is not your password.' });
      const weakness = await weaknessOf(password, name);
      if (weakness !== undefined) throw invalidFields({ new: weakness });
      const hash = await hashPassword(scrypt, password);
      await store.accounts.setPassword({ login: name, password: hash, keep: hashText(token) });
    },
  };
};
