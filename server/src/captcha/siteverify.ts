import { hash } from 'node:crypto';
import type { Verdict } from './verifier.js';

export interface SiteverifyOptions {
  /** Where answers are checked. */
  endpoint: string;
  /** The site's private key. */
  secret: string;
  /** Milliseconds to wait for the provider. */
  timeout?: number;
}

/** What the providers that follow reCAPTCHA's API answer. */
interface SiteverifyAnswer {
  success?: unknown;
  'error-codes'?: unknown;
}

/** Error codes that are about our request or the provider itself, not about what the visitor did. */
const ours = new Set(['missing-input-secret', 'invalid-input-secret', 'bad-request', 'internal-error']);

/** Tokens of these providers live two minutes; that one was used is remembered for a while longer. */
const remembered = 10 * 60 * 1000;

/**
 * Asks a provider about a token, in the way that reCAPTCHA began and others follow.
 *
 * https://developers.google.com/recaptcha/docs/verify
 */
export const siteverify = async (options: SiteverifyOptions, token: string, now: number): Promise<Verdict> => {
  const { endpoint, secret, timeout = 5000 } = options;
  let answer: SiteverifyAnswer;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({ secret, response: token }),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) return { outcome: 'unavailable', reason: `status ${response.status}` };
    answer = (await response.json()) as SiteverifyAnswer;
  } catch (error) {
    return { outcome: 'unavailable', reason: error instanceof Error ? error.message : 'no answer' };
  }
  if (answer?.success === true) {
    return { outcome: 'passed', id: hash('sha256', token, 'base64url'), expiresAt: now + remembered };
  }
  const codes = Array.isArray(answer?.['error-codes']) ? answer['error-codes'].map(String) : [];
  const reason = codes.join(', ') || 'not solved';
  return { outcome: codes.some((code) => ours.has(code)) ? 'unavailable' : 'failed', reason };
};
