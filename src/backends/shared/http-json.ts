import type { RequestOptions } from '../../backend.js';
import type { ErrorCode } from '../../contract.js';
import { StarlingError, type StarlingErrorOptions } from '../../errors.js';
import { learnTime, now } from '../../platform/clock.js';

export interface HttpRequest extends RequestOptions {
  /** GET where absent. */
  method?: string;
  /** Appended to the address; what is undefined is left out, an array becomes one parameter for each item. */
  params?: Record<string, Parameter | readonly Parameter[]>;
  headers?: Record<string, string>;
  /** The media type asked for, where it is not what `expect` says. */
  accept?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Cookies go along only where this says so. */
  credentials?: RequestCredentials;
  /** What a good answer is; JSON where absent. */
  expect?: 'json' | 'text';
}

type Parameter = string | number | boolean | undefined;

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The answer as JSON; undefined where it is none. */
  data: unknown;
}

/** What a refusal of a server means. What is left out follows from the status. */
export interface Refusal extends StarlingErrorOptions {
  code?: ErrorCode;
  message?: string;
}

export interface HttpSettings {
  /** The adapter's option: milliseconds after which a request is given up with the code `timeout`; 15,000. */
  timeout?: unknown;
  /** Answers may have lain in caches for days: they do not tell what time it is. */
  mayBeOld?: boolean;
  /** What an answer of status 400 and more says, in the words of this server; nothing where it says no more. */
  explain?: (answer: HttpAnswer) => Refusal | undefined;
}

/** Sends one request; resolves with an answer of status 2xx, and rejects with a StarlingError or the AbortError. */
export type Http = (url: string, request?: HttpRequest) => Promise<HttpAnswer>;

/** More than any page of comments has; an answer without end must not fill the memory. */
const mostBytes = 16 * 1024 * 1024;

/**
 * How adapters talk HTTP with JSON.
 *
 * A simple read follows redirects. A write does not: after a 301 or 302 it would arrive as a GET, without its body;
 * nor does a request with headers of its own, which may be secrets. Both are `misconfigured`: the page should name
 * the address that the server redirects to.
 *
 * @throws StarlingError `misconfigured`, with the option's name as its message
 */
export const createHttp = ({ timeout = 15_000, explain, mayBeOld }: HttpSettings = {}): Http => {
  if (!(typeof timeout === 'number' && timeout > 0)) throw new StarlingError('misconfigured', 'timeout');

  return async (url, request = {}) => {
    const { method = 'GET', params, headers, accept, body, credentials = 'omit', expect = 'json', signal } = request;
    signal?.throwIfAborted();
    const deadline = AbortSignal.timeout(timeout);
    let response: Response;
    let text: string;
    try {
      response = await fetch(withParams(url, params), {
        method,
        headers: {
          accept: accept ?? (expect === 'json' ? 'application/json' : '*/*'),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials,
        keepalive: request.keepalive,
        redirect: method === 'GET' && !headers ? 'follow' : 'manual',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      if (!mayBeOld) learnTime(response.headers.get('date'));
      text = await readText(response);
    } catch (cause) {
      if (signal?.aborted || cause instanceof StarlingError) throw cause;
      throw new StarlingError(deadline.aborted ? 'timeout' : 'network', `${cause}`, { cause });
    }
    const answer: HttpAnswer = { status: response.status, headers: response.headers, text, data: parse(text) };
    if (response.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400))
      throw new StarlingError('misconfigured', `${url} redirects: name the address that it redirects to`);
    if (!response.ok) throw toError(answer, explain?.(answer));
    if (expect === 'json' && answer.data === undefined) throw new StarlingError('server', `${url} sent no JSON`);
    return answer;
  };
};

/** The code that follows from a status alone. */
export const codeOfStatus = (status: number): ErrorCode => codes[status] ?? 'server';

const codes: Record<number, ErrorCode> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
  422: 'invalid',
  429: 'rate-limited',
};

const toError = ({ status, headers }: HttpAnswer, refusal: Refusal = {}): StarlingError => {
  const { code = codeOfStatus(status), message = `status ${status}`, ...options } = refusal;
  const retryAfter = secondsOf(headers.get('retry-after')) ?? (status === 429 ? untilReset(headers) : undefined);
  return new StarlingError(code, message, { retryAfter, ...options });
};

/** Seconds until a server takes requests again, where it tells by a header of its limit instead of Retry-After. */
export const untilReset = (headers: Headers): number | undefined =>
  secondsOf(headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset'));

/**
 * Retry-After is seconds, or a date (RFC 9110, 10.2.3); limits are reset in so many seconds, or at a time, written as
 * seconds since 1970 (GitHub, Bluesky) or as a date (Mastodon).
 */
const secondsOf = (value: string | null): number | undefined => {
  if (!value) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Date.parse(value) / 1000;
  const seconds = number < aDecade ? number : Math.ceil(number - now() / 1000);
  return seconds > 0 ? seconds : undefined;
};

/** In seconds: what is more is a time, not how long to wait. */
const aDecade = 10 * 365 * 86_400;

const withParams = (url: string, params: HttpRequest['params'] = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const item of [value].flat()) if (item !== undefined) search.append(name, `${item}`);
  return search.size ? `${url}${url.includes('?') ? '&' : '?'}${search}` : url;
};

const readText = async ({ body }: Response): Promise<string> => {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if ((size += value.length) <= mostBytes) continue;
    await reader.cancel();
    throw new StarlingError('server', 'an answer without end');
  }
  return text + decoder.decode();
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
