import type { CaptchaVerifier, Verdict } from './verifier.js';

type Verify = CaptchaVerifier['verify'];

const most = 1000;

/**
 * A provider says yes to a token once. Where the write that it was for then fails, as on a full disk, the visitor's
 * next try brings the same token: this remembers the yes. That a token is used only once, the write itself sees to.
 */
export const rememberPassed = (verify: Verify): Verify => {
  const passed = new Map<string, Verdict & { outcome: 'passed' }>();
  return async (token, request) => {
    const known = passed.get(token);
    if (known && known.expiresAt > request.now) return known;
    const verdict = await verify(token, request);
    if (verdict.outcome === 'passed') {
      passed.set(token, verdict);
      // A Map gives its keys in the order in which they came: the first is the oldest.
      if (passed.size > most) passed.delete(passed.keys().next().value!);
    }
    return verdict;
  };
};
