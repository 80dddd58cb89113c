import { hashText } from '../hash.js';
import type { Passed, Verdict } from './verifier.js';

export type Failed = Extract<Verdict, { outcome: 'failed' }>;
export type Unavailable = Extract<Verdict, { outcome: 'unavailable' }>;

/** What a provider said: an object of JSON. */
export interface ProviderAnswer {
  /** Neither 429 nor 500 and more: those are outages. */
  status: number;
  body: Record<string, unknown>;
}

export interface ProviderRequest {
  endpoint: string;
  headers?: Record<string, string>;
  /** Parameters go as a form, all else as JSON. */
  body: URLSearchParams | object;
  /** Milliseconds to wait for the answer, all of it; 5,000. */
  timeout?: number;
}

/**
 * Asks a provider about a token; what is no answer is a verdict of its own. Redirects are none: what is sent holds a
 * secret.
 */
export const askProvider = async ({
  endpoint,
  headers,
  body,
  timeout = 5000,
}: ProviderRequest): Promise<ProviderAnswer | Unavailable> => {
  const isForm = body instanceof URLSearchParams;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { accept: 'application/json', ...(!isForm && { 'content-type': 'application/json' }), ...headers },
      body: isForm ? body : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    const { status } = response;
    if (status >= 500 || status === 429) return unavailable(`status ${status}`);
    const answer: unknown = await response.json();
    if (typeof (answer as { success?: unknown } | null)?.success !== 'boolean')
      return unavailable(`status ${status}, an answer without "success"`);
    return { status, body: answer as Record<string, unknown> };
  } catch (error) {
    const { message, cause } = error as Error;
    // What fetch itself says is only that it failed.
    return unavailable(cause instanceof Error ? `${message}: ${cause.message}` : message);
  }
};

/** What no provider hands out is refused here: no odd token may look like an outage, which lets comments in to wait. */
export const isToken = (token: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(token);

/** No token lives longer; that one was used is remembered for as long. */
const remembered = 10 * 60 * 1000;

export const passed = (token: string, now: number): Passed => ({
  outcome: 'passed',
  id: hashText(token),
  expiresAt: now + remembered,
});

export const failed = (reason: string): Failed => ({ outcome: 'failed', reason });

export const unavailable = (reason: string): Unavailable => ({ outcome: 'unavailable', reason });

export const misconfigured = (reason: string): Unavailable => ({ ...unavailable(reason), misconfigured: true });
