import { askProvider, failed, isToken, misconfigured, passed, unavailable } from './ask-provider.js';
import type { Verdict } from './verifier.js';

export interface SiteverifyOptions {
  /** Where answers are checked. */
  endpoint: string;
  /** The site's private key. */
  secret: string;
  /** Milliseconds to wait for the provider; 5,000. */
  timeout?: number;
  /** Sent beside the secret and the token. */
  parameters?: Record<string, string>;
  /** Hosts of the pages that a token may come from; any where absent. */
  hostnames?: readonly string[];
  /** What the page must have asked the token for; anything where absent. */
  action?: string;
  /** The least score, 0 to 1, for providers that give one; without it none is asked for. */
  score?: number;
}

/** Options of the providers that follow reCAPTCHA's API. */
export interface SiteKeyOptions extends Pick<SiteverifyOptions, 'secret' | 'timeout' | 'hostnames'> {
  /** The site key, which pages show. */
  key: string;
  /** Where answers are checked, for a network that must go another way. */
  endpoint?: string;
}

/** Error codes that are about our settings, not about what the visitor did. */
const ours = new Set([
  'missing-input-secret',
  'invalid-input-secret',
  'invalid-sitekey',
  'sitekey-secret-mismatch',
  'not-using-dummy-secret',
  'bad-request',
]);

/** Error codes that are about neither. */
const theirs = new Set(['internal-error']);

/**
 * Asks a provider about a token, in the way that reCAPTCHA began and others follow.
 *
 * https://developers.google.com/recaptcha/docs/verify
 */
export const siteverify = async (options: SiteverifyOptions, token: string, now: number): Promise<Verdict> => {
  if (!isToken(token)) return failed('not a token');
  const { endpoint, secret, timeout, parameters } = options;
  const body = new URLSearchParams({ secret, response: token, ...parameters });
  const answer = await askProvider({ endpoint, body, timeout });
  if ('outcome' in answer) return answer;
  if (answer.body.success) return judge(options, answer.body) ?? passed(token, now);

  const codes = Array.isArray(answer.body['error-codes']) ? answer.body['error-codes'].map(String) : [];
  const reason = codes.join(', ') || 'not solved';
  if (codes.some((code) => ours.has(code))) return misconfigured(reason);
  return codes.some((code) => theirs.has(code)) ? unavailable(reason) : failed(reason);
};

/** What is wrong with a token that is good: made on another page, for something else, by somebody who seems a bot. */
const judge = (
  { hostnames, action, score }: SiteverifyOptions,
  answer: Record<string, unknown>,
): Verdict | undefined => {
  if (hostnames && !hostnames.includes(String(answer.hostname))) return failed('made on another site');
  if (action !== undefined && answer.action !== action) return failed('made for another action');
  if (score === undefined) return undefined;
  if (typeof answer.score !== 'number') return misconfigured('no score: it takes a key of reCAPTCHA v3');
  return answer.score < score ? failed(`a score of ${answer.score}`) : undefined;
};
