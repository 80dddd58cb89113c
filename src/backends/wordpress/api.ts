import type { RequestOptions } from '../../backend.js';
import { StarlingError } from '../../errors.js';
import { codeOfStatus, createHttp, type HttpRequest } from '../shared/http-json.js';
import { arrayOf, count, text } from '../shared/shape.js';
import { explainWordPress } from './refusal.js';

/** A comment as WordPress sends it, unchecked. */
export type RawComment = Record<string, unknown>;

export interface CommentPage {
  comments: RawComment[];
  /** Number of all comments that match the query. */
  total: number;
  /** What the must-use plugin says about the thread; null without the plugin. */
  thread: unknown;
}

export interface WordPressApi {
  find(params: HttpRequest['params'], options?: RequestOptions): Promise<CommentPage>;
  get(id: string, options?: RequestOptions): Promise<RawComment>;
  create(body: object, options?: RequestOptions): Promise<RawComment>;
}

/** Only the fields that the adapter reads: avatars and most links cost the server more than the rest. */
const fields = [
  'id',
  'post',
  'parent',
  'author_name',
  'author_url',
  'date_gmt',
  // Not `content.rendered`: WordPress only knows the name of the whole field, and would leave it out.
  'content',
  'status',
  'starling_rating',
  '_links.children',
].join();

/** The comments of WordPress's core REST API. */
export const wordPressApi = (url: string, timeout: unknown, nonce?: string): WordPressApi => {
  const base = `${apiRoot(url)}/wp/v2/comments`;
  const http = createHttp({ timeout, explain: explainWordPress });
  /** If a proxy or plugin hides the headers from other origins, WordPress can put them into the response body. */
  let enveloped = false;

  const call = async (path: string, request: HttpRequest) => {
    const answer = await http(`${base}${path}`, {
      ...request,
      ...(nonce && { headers: { 'x-wp-nonce': nonce }, credentials: 'same-origin' }),
    });
    // Nonces are valid for a day at most. Each response contains the next one.
    nonce &&= answer.headers.get('x-wp-nonce') ?? nonce;
    return answer;
  };

  const find: WordPressApi['find'] = async (params, { signal } = {}) => {
    const query = { _fields: fields, ...params, _envelope: enveloped || undefined };
    const { headers, data } = await call('', { params: query, signal });
    if (enveloped) return fromEnvelope(data);
    const total = headers.get('x-wp-total');
    if (total !== null)
      return {
        comments: arrayOf(raw)(data),
        total: count(Number(total)),
        thread: parse(headers.get('x-starling-thread')),
      };
    enveloped = true;
    return find(params, { signal });
  };

  return {
    find,
    get: async (id, { signal } = {}) =>
      raw((await call(`/${encodeURIComponent(id)}`, { params: { _fields: fields }, signal })).data),
    create: async (body, { signal } = {}) =>
      raw((await call('', { method: 'POST', params: { _fields: fields }, body, signal })).data),
  };
};

/** Accepts the site's address, its `/wp-json`, or its `?rest_route=` for sites without pretty permalinks. */
const apiRoot = (url: string): string => {
  const plain = url.replace(/\/$/, '');
  return /[?&]rest_route=$/.test(plain) || /\/wp-json$/.test(plain) ? plain : `${plain}/wp-json`;
};

/** Reads an enveloped response. Errors inside an envelope have HTTP status 200. */
const fromEnvelope = (data: unknown): CommentPage => {
  const { body, status, headers } = Object(data) as Record<string, unknown>;
  if (!(Number(status) < 300)) {
    const { code, message, ...options } = explainWordPress({ data: body }) ?? {};
    throw new StarlingError(code ?? codeOfStatus(Number(status)), message, options);
  }
  const named = Object(headers) as Record<string, unknown>;
  return {
    comments: arrayOf(raw)(body),
    total: count(Number(named['X-WP-Total'])),
    thread: parse(text(named['X-Starling-Thread'])),
  };
};

const raw = (value: unknown): RawComment => {
  if (value && typeof value === 'object') return value as RawComment;
  throw new StarlingError('server', 'no comment');
};

const parse = (json: string | null): unknown => {
  try {
    return JSON.parse(json || 'null');
  } catch {
    return null;
  }
};
