import type { RequestOptions } from '../../backend.js';
import type { ErrorCode } from '../../contract.js';
import { StarlingError, type StarlingErrorOptions } from '../../errors.js';
import { learnTime, now } from '../../platform/clock.js';

export interface HttpRequest extends RequestOptions {
  /** GET by default. */
  method?: string;
  /** Appended to the address. Undefined values are left out; an array becomes one parameter for each item. */
  params?: Record<string, Parameter | readonly Parameter[]>;
  headers?: Record<string, string>;
  /** The `Accept` header, if it is not the media type that `expect` implies. */
  accept?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Cookies are sent only if this is set. */
  credentials?: RequestCredentials;
  /** The expected type of a successful response; JSON by default. */
  expect?: 'json' | 'text';
}

type Parameter = string | number | boolean | undefined;

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed JSON; undefined if the response is not JSON. */
  data: unknown;
}

/** What a server's refusal means. Values that are left out follow from the status. */
export interface Refusal extends StarlingErrorOptions {
  code?: ErrorCode;
  message?: string;
}

export interface HttpSettings {
  /** The adapter's option: milliseconds after which a request fails with the code `timeout`; default 15,000. */
  timeout?: unknown;
  /** Set if responses may have been in caches for days. The clock is then not set by their time. */
  mayBeOld?: boolean;
  /** Interprets this server's responses with status 400 and higher; undefined if only the status counts. */
  explain?: (answer: HttpAnswer) => Refusal | undefined;
}

/** Sends one request. Resolves to a response with status 2xx; rejects with a `StarlingError` or the `AbortError`. */
export type Http = (url: string, request?: HttpRequest) => Promise<HttpAnswer>;

/** More than any page of comments has. An endless response must not fill the memory. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Creates the function that adapters use for HTTP requests with JSON.
 *
 * A simple read follows redirects. A write does not, because after a 301 or 302 it would arrive as a GET without its
 * body. Nor does a request with its own headers, which may be secrets. A redirect of these is `misconfigured`: the page
 * should name the address that the server redirects to.
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

/** The error code for a status. */
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

/** Seconds until a server accepts requests again, for servers that send a rate-limit header instead of Retry-After. */
export const untilReset = (headers: Headers): number | undefined =>
  secondsOf(headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset'));

/**
 * Converts a header to seconds from now. Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). Rate-limit
 * headers are a number of seconds, or a time in seconds since 1970 (GitHub, Bluesky) or as a date (Mastodon).
 */
const secondsOf = (value: string | null): number | undefined => {
  if (!value) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Date.parse(value) / 1000;
  const seconds = number < aDecade ? number : Math.ceil(number - now() / 1000);
  return seconds > 0 ? seconds : undefined;
};

/** In seconds. A larger number is a time, not a duration. */
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
