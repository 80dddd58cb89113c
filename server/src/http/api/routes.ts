import type { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../../api-error.js';
import { idPattern } from '../../service/comment-id.js';
import type { ClientReader } from '../client.js';
import type { Environment, Middleware, RequestOf } from '../environment.js';
import type { CrossOrigin } from '../middleware/cross-origin.js';
import { jsonBody, limitBody } from '../middleware/json-body.js';
import { protection } from '../middleware/protection.js';
import type { PublicCache } from '../middleware/public-cache.js';
import { identifyVisitor } from '../middleware/visitor.js';
import { ApiError } from '../../api-error.js';
import { identifyModerator, type ModeratorFinder } from '../middleware/moderator.js';
import type { Endpoint, ModerationEndpoint, PrivateEndpoint, PublicEndpoint, RawRequest } from './endpoint.js';
import { parse } from './parse.js';
import { IdempotencyKey } from './request-schemas.js';
import { whoMay, type Who } from './who-may.js';

export interface RouteParts {
  cached: PublicCache;
  crossOrigin: CrossOrigin;
  clientOf: ClientReader;
  moderators: ModeratorFinder;
  /** Hashes a visitor's token. */
  identify(token: string): string;
}

export const mountEndpoint = (app: Hono<Environment>, base: string, endpoint: Endpoint, parts: RouteParts): void => {
  const path = base + endpoint.path.replace(/\{(\w+)\}/, ':$1');
  const who = whoMay[`${endpoint.method.toUpperCase()} ${endpoint.path}`];
  if (endpoint.access === 'moderation') {
    app.on(endpoint.method.toUpperCase(), [path], ...moderationHandlers(endpoint, who, parts));
  } else if (who !== 'anybody') app.on(endpoint.method.toUpperCase(), [path], denied);
  else if (endpoint.access === 'page') app.get(path, (c) => endpoint.open(c));
  else if (endpoint.access === 'public') app.get(path, parts.cached(publicAnswer(endpoint)));
  else app.on(endpoint.method.toUpperCase(), [path], ...privateHandlers(endpoint, parts));
};

const denied: Middleware = async () => {
  throw new ApiError('forbidden', 'Nobody may do this.');
};

const json = 'application/json';

const publicAnswer = (endpoint: PublicEndpoint): Parameters<PublicCache>[0] => ({
  type: json,
  open: (c) => {
    const request = rawRequest(c);
    const read = endpoint.open(request);
    return {
      hasMore: Object.keys(request.query).some((name) => !(name in endpoint.query.shape)),
      read: async (isKnown) => {
        const { version, answer } = await read(isKnown);
        return answer === undefined ? { version } : { version, answer: JSON.stringify(answer) };
      },
    };
  },
});

const privateHandlers = (endpoint: PrivateEndpoint, { crossOrigin, clientOf, identify }: RouteParts): Middleware[] => [
  crossOrigin.restrict,
  identifyVisitor(identify, endpoint.visitor),
  ...(endpoint.method === 'get' ? [] : [limitBody, jsonBody]),
  async (c) => {
    const visitor = c.get('visitor');
    const { status, body } = await endpoint.answer({
      ...rawRequest(c),
      body: c.get('body'),
      asker: { visitor, identityToken: c.get('identityToken') },
      client: { ...clientOf(c.req.raw, c.env), ...(visitor !== null && { person: visitor }) },
      idempotencyKey: endpoint.idempotent && idempotencyKey(c.req.header('idempotency-key')),
    });
    const headers = { ...protection, 'Content-Type': json, 'Cache-Control': 'no-store', ...crossOrigin.headers(c) };
    return new Response(JSON.stringify(body), { status, headers });
  },
];

const moderationHandlers = (endpoint: ModerationEndpoint, who: Who | undefined, parts: RouteParts): Middleware[] => [
  identifyModerator(parts.moderators, who),
  ...(endpoint.method === 'get' ? [] : [limitBody, jsonBody]),
  async (c) => {
    const { status, body, headers } = await endpoint.answer({
      ...rawRequest(c),
      body: c.get('body'),
      client: parts.clientOf(c.req.raw, c.env),
      signed: c.get('signed'),
      token: c.get('token') ?? '',
    });
    const content = body === undefined || body instanceof ReadableStream ? (body ?? null) : JSON.stringify(body);
    return new Response(content, {
      status,
      headers: {
        ...protection,
        ...(content !== null && { 'Content-Type': json }),
        'Cache-Control': 'no-store',
        ...headers,
      },
    });
  },
];

const rawRequest = (c: RequestOf): RawRequest => ({
  id: idOf(c.req.param('id')),
  query: queryOf(c.req.queries()),
});

/** A value that can't be an id is not looked up. */
const idOf = (id = ''): string => {
  if (id !== '' && !idPattern.test(id)) throw notFound();
  return id;
};

/**
 * A parameter given once is a string. Given several times it is a list, which only endpoints that expect one accept.
 */
const queryOf = (queries: Record<string, string[]>): RawRequest['query'] => {
  const query: RawRequest['query'] = {};
  for (const [name, values] of Object.entries(queries)) {
    const [value = '', ...more] = values;
    query[name] = more.length === 0 ? value : values;
  }
  return query;
};

const keyHeader = z.object({ 'Idempotency-Key': IdempotencyKey });

const idempotencyKey = (key: string | undefined): string | undefined =>
  key === undefined ? undefined : parse(keyHeader, { 'Idempotency-Key': key })['Idempotency-Key'];
