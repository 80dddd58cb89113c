import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { ApiError } from '../api-error.js';
import type { Visitors } from '../service/visitors.js';
import type { RequestContext, clientReader } from './client.js';
import type { CrossOrigin } from './cross-origin.js';
import type { Endpoint, PrivateCall, PublicRead } from './endpoint.js';
import { entityTag, isFresh } from './entity-tag.js';
import { describeEndpoint, openApiDocument } from './open-api.js';
import { parse } from './parse.js';
import { problemResponse, toApiError } from './problem.js';
import { protection } from './protection.js';
import { readJson } from './read-json.js';
import { IdempotencyKey } from './schemas.js';
import { visitorToken } from './visitor-token.js';

export interface AppParts {
  endpoints: Endpoint[];
  crossOrigin: CrossOrigin;
  visitors: Visitors;
  clientOf: ReturnType<typeof clientReader>;
  /** Names what public answers depend on besides the thread. */
  build: string;
  version: string;
  /** Rejects where the store can't be read. */
  ping: () => Promise<void>;
  /** Answers what is not the API's: the widget's files, and what the owner adds. */
  elsewhere: (request: Request) => Promise<Response | undefined>;
  logger: Logger;
}

type App = OpenAPIHono<{ Bindings: RequestContext }>;

const base = '/api/v1';

/** The routes, with what is the same for all of them: origins, caching, tokens, bodies, errors. */
export const createApp = (parts: AppParts): App => {
  const app: App = new OpenAPIHono();

  for (const endpoint of parts.endpoints) {
    describeEndpoint(app, base, endpoint);
    const path = base + endpoint.path.replace('{id}', ':id');
    const handle = endpoint.access === 'public' ? publicHandler(endpoint, parts) : privateHandler(endpoint, parts);
    app.on(endpoint.method.toUpperCase(), path, handle);
  }
  mountHealth(app, parts);
  mountDescription(app, parts);
  app.options(`${base}/*`, (c) => parts.crossOrigin.preflight(c.req.raw));

  refuseOtherMethods(app, parts);
  app.all(`${base}/*`, () => {
    throw new ApiError('not-found', 'There is no such address in this API.');
  });
  app.all('*', async (c) => {
    const response = await parts.elsewhere(c.req.raw);
    if (response) return response;
    throw new ApiError('not-found', 'There is nothing here.');
  });

  app.onError((error, c) => problemResponse(toApiError(error, parts.logger), parts.crossOrigin.headers(c.req.raw)));
  return app;
};

/** A path that is there, asked by a method that it hasn't (RFC 9110, 15.5.6: `Allow` says which it has). */
const refuseOtherMethods = (app: App, { crossOrigin }: AppParts): void => {
  const paths = Map.groupBy(app.routes, (route) => route.path);
  for (const [path, routes] of paths) {
    if (path.endsWith('*')) continue;
    const allow = routes.map((route) => route.method).join(', ');
    app.all(path, (c) => {
      const error = new ApiError('not-found', `There is no ${c.req.method} here.`, { status: 405 });
      return problemResponse(error, { ...crossOrigin.headers(c.req.raw), Allow: allow });
    });
  }
};

const jsonHeaders = { ...protection, 'Content-Type': 'application/json' };

const publicHeaders = {
  ...jsonHeaders,
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=0, s-maxage=10, stale-while-revalidate=30',
};

const publicHandler =
  (endpoint: PublicRead, { build }: AppParts) =>
  async (c: Context) => {
    const query = parse(endpoint.query, firstOrAll(c.req.queries()));
    const address = c.req.url.slice(c.req.url.indexOf('/', 8));
    const asked = c.req.raw.headers.get('if-none-match');
    const isKnown = (version: string) => asked !== null && isFresh(asked, entityTag(build, version, address));
    const { version, answer } = await endpoint.read({ id: c.req.param('id') ?? '', query }, isKnown);
    const headers = { ...publicHeaders, ETag: entityTag(build, version, address) };
    if (answer === undefined) return new Response(null, { status: 304, headers });
    // As bytes, which Node sends as they are; a string of this size it would copy once more.
    return new Response(Buffer.from(JSON.stringify(answer)), { headers });
  };

/** A parameter given once is a value; given more often, it is a list, which only those that want one accept. */
const firstOrAll = (queries: Record<string, string[]>): Record<string, string | string[]> => {
  const parameters: Record<string, string | string[]> = {};
  for (const name in queries) {
    const values = queries[name]!;
    parameters[name] = values.length === 1 ? values[0]! : values;
  }
  return parameters;
};

const privateHandler =
  (endpoint: PrivateCall, { crossOrigin, visitors, clientOf }: AppParts) =>
  async (c: Context<{ Bindings: RequestContext }>) => {
    const request = c.req.raw;
    if (endpoint.method !== 'get') crossOrigin.check(request);
    const token = endpoint.visitor === 'none' ? undefined : visitorToken(request);
    if (endpoint.visitor === 'required' && token === undefined) {
      throw new ApiError('unauthorized', 'This needs a visitor token.');
    }
    const query = parse(endpoint.query, firstOrAll(c.req.queries()));
    const body = endpoint.body ? parse(endpoint.body, await readJson(request)) : undefined;
    const answer = await endpoint.call({
      id: c.req.param('id') ?? '',
      query,
      body,
      visitor: token === undefined ? null : visitors.identify(token),
      client: clientOf(request, c.env ?? {}),
      idempotencyKey: endpoint.idempotent && idempotencyKey(request),
    });
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: { ...jsonHeaders, 'Cache-Control': 'no-store', ...crossOrigin.headers(request) },
    });
  };

const idempotencyKey = (request: Request): string | undefined => {
  const key = request.headers.get('idempotency-key');
  return key === null
    ? undefined
    : parse(z.object({ 'Idempotency-Key': IdempotencyKey }), { 'Idempotency-Key': key })['Idempotency-Key'];
};

const mountHealth = (app: App, { ping }: AppParts): void => {
  app.get('/healthz', async () => {
    await ping();
    return new Response('{"status":"ok"}', { headers: { ...jsonHeaders, 'Cache-Control': 'no-store' } });
  });
};

const mountDescription = (app: App, { build, version }: AppParts): void => {
  let document: string | undefined;
  app.get(`${base}/openapi.json`, (c) => {
    document ??= JSON.stringify(openApiDocument(app, version));
    const headers = { ...publicHeaders, ETag: entityTag(build, version, document) };
    const fresh = isFresh(c.req.header('if-none-match') ?? null, headers.ETag);
    return new Response(fresh ? null : document, { status: fresh ? 304 : 200, headers });
  });
};
