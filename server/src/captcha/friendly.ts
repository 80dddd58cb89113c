import { askProvider, failed, isToken, misconfigured, passed } from './ask-provider.js';
import { rememberPassed } from './remember-passed.js';
import type { SiteKeyOptions } from './siteverify.js';
import type { CaptchaVerifier, Verdict } from './verifier.js';

/** `secret` is an API key. */
export type FriendlyOptions = SiteKeyOptions;

/** Error codes that are about what the visitor sent; all others are about our settings. */
const visitors = new Set(['response_invalid', 'response_missing', 'response_timeout', 'response_duplicate']);

/**
 * Friendly Captcha v2. In the European Union the endpoint is `https://eu.frcapi.com/api/v2/captcha/siteverify`.
 *
 * https://developer.friendlycaptcha.com/docs/v2/getting-started/verify
 */
export const friendly = ({
  key,
  endpoint = 'https://global.frcapi.com/api/v2/captcha/siteverify',
  ...options
}: FriendlyOptions): CaptchaVerifier => ({
  setting: { provider: 'friendly', key },
  verify: rememberPassed((token, { now }) => verify({ ...options, key, endpoint }, token, now)),
});

const verify = async (
  { key, secret, endpoint, timeout, hostnames }: FriendlyOptions & { endpoint: string },
  token: string,
  now: number,
): Promise<Verdict> => {
  // With a dot begin the widget's placeholders, such as `.UNCONNECTED`.
  if (!isToken(token) || token.startsWith('.')) return failed('not a token');
  const body = { response: token, sitekey: key };
  const answer = await askProvider({ endpoint, headers: { 'x-api-key': secret }, body, timeout });
  if ('outcome' in answer) return answer;
  if (!answer.body.success) {
    const { error_code } = (answer.body.error ?? {}) as { error_code?: unknown };
    const reason = String(error_code ?? `status ${answer.status}`);
    return visitors.has(reason) ? failed(reason) : misconfigured(reason);
  }
  const { challenge } = (answer.body.data ?? {}) as { challenge?: { origin?: unknown } };
  if (hostnames && !hostnames.includes(hostOf(challenge?.origin))) return failed('made on another site');
  return passed(token, now);
};

const hostOf = (origin: unknown): string => URL.parse(String(origin))?.hostname ?? '';
