import type { PassedTokens } from '../captcha/verifier.js';
import { hashText } from '../hash.js';
import type { Shared } from '../store/store.js';

/**
 * Captcha tokens that passed, shared by all processes on one database: a retry may reach another process than the first
 * try.
 */
export const sharedTokens = (shared: Shared, provider: string): PassedTokens => {
  const keyOf = (token: string) => `captcha ${provider} ${hashText(token)}`;
  return {
    find: async (token, now) => {
      const note = await shared.noted(keyOf(token), now);
      if (note === undefined) return undefined;
      const [id, expiresAt] = JSON.parse(note) as [string, number];
      return { outcome: 'passed', id, expiresAt };
    },
    keep: (token, { id, expiresAt }) => shared.note(keyOf(token), JSON.stringify([id, expiresAt]), expiresAt),
  };
};
