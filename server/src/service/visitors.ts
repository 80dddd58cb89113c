import { ApiError } from '../api-error.js';
import type { Verdict } from '../captcha/verifier.js';
import type { CaptchaAnswer } from '../contract.js';
import { hashWithKey } from '../hash.js';
import type { Admission } from '../store/requests.js';
import type { Store } from '../store/store.js';
import { sharedTokens } from './shared-tokens.js';
import type { Site } from './sites.js';

/** How a visitor's write is admitted, and when the challenge that they solved was issued, if known. */
export interface Admittance extends Admission {
  challengedAt?: number;
}

export interface Visitors {
  /** The hash of a token. */
  identify(token: string): string;
  /**
   * Checks the captcha of a first write. A visitor who has written before needs none, nor does a server without a
   * captcha. `outage` says what to do if the provider can't be reached: refuse the write, or hold it for a moderator.
   *
   * @throws ApiError `captcha`, or `server` in an outage
   */
  admit(
    site: Site,
    visitor: string | null,
    answer: CaptchaAnswer | undefined,
    outage?: 'refuse' | 'hold',
  ): Promise<Admittance>;
}

/** @param reportOutage called for every answer that could not be checked */
export const createVisitors = (
  store: Store,
  now: () => number,
  secret: string,
  reportOutage: (site: Site, verdict: Extract<Verdict, { outcome: 'unavailable' }>) => void,
): Visitors => ({
  identify: (token) => hashWithKey(secret, `visitor ${token}`),

  admit: async (site, visitor, answer, outage = 'refuse') => {
    const { captcha } = site;
    if (!captcha) return {};
    if (visitor !== null && (await store.read(({ visitors }) => visitors.isKnown(site.id, visitor)))) return {};
    const { provider } = captcha.setting;
    if (!answer) throw new ApiError('captcha', 'Please complete the captcha.');
    if (answer.provider !== provider) throw new ApiError('captcha', `This server's captcha is ${provider}.`);

    const passed = store.shared && sharedTokens(store.shared, provider);
    const verdict = await captcha.verify(answer.token, { now: now(), passed });
    if (verdict.outcome === 'failed') throw new ApiError('captcha', `The captcha was not passed: ${verdict.reason}.`);
    if (verdict.outcome === 'unavailable') {
      reportOutage(site, verdict);
      if (outage === 'hold') return { held: true };
      throw outageError(verdict.reason);
    }
    const { id: hash, expiresAt, challengedAt } = verdict;
    return { captcha: { provider, hash, expiresAt }, challengedAt };
  },
});

const outageError = (reason: string): ApiError =>
  new ApiError('server', 'The captcha can not be checked now.', { retryAfter: 30, cause: reason });
