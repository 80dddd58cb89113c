import type { CaptchaVerifier, Passed, PassedTokens } from './verifier.js';

type Verify = CaptchaVerifier['verify'];

const most = 1000;

/**
 * A provider says yes to a token once. Where the write that it was for then fails, as on a full disk, the visitor's
 * next try brings the same token: this remembers the yes. That a token is used only once, the write itself sees to.
 */
export const rememberPassed = (verify: Verify): Verify => {
  const own = passedHere();
  return async (token, request) => {
    const { now, passed = own } = request;
    const known = await passed.find(token, now);
    if (known) return known;
    const verdict = await verify(token, request);
    if (verdict.outcome === 'passed') await passed.keep(token, verdict);
    return verdict;
  };
};

/** In this process alone. */
const passedHere = (): PassedTokens => {
  const verdicts = new Map<string, Passed>();
  return {
    find: async (token, now) => {
      const known = verdicts.get(token);
      return known && known.expiresAt > now ? known : undefined;
    },
    keep: async (token, verdict) => {
      verdicts.set(token, verdict);
      // A Map gives its keys in the order in which they came: the first is the oldest.
      if (verdicts.size > most) verdicts.delete(verdicts.keys().next().value!);
    },
  };
};
