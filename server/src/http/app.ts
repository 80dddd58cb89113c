import { Hono } from 'hono';
import { ApiError } from '../api-error.js';
import type { Logger } from '../logger.js';
import type { Feeds } from '../service/feeds.js';
import type { Subscriptions } from '../service/subscriptions.js';
import type { IsKnown, Versioned } from '../service/threads.js';
import type { Endpoint } from './api/endpoint.js';
import type { arrivedReader } from './arrived.js';
import { mountEndpoint, type RouteParts } from './api/routes.js';
import type { BasePath } from './base-path.js';
import type { Environment, RequestOf } from './environment.js';
import { mountEvents, type EventParts } from './events/mount-events.js';
import { mountFeeds } from './feeds/mount-feeds.js';
import { mountThreadPage, type ThreadPageParts } from './page/mount-thread-page.js';
import { mountSubscriptions } from './subscriptions/mount-subscriptions.js';
import { protection } from './middleware/protection.js';
import { problemResponse, toApiError } from './problem.js';

export interface AppParts extends RouteParts, EventParts, ThreadPageParts {
  endpoints: Endpoint[];
  version: string;
  basePath: BasePath;
  /** Rejects if the store can't be read. */
  ping: () => Promise<void>;
  /** Reports what arrived of a request, for the doctor only. */
  arrived: ReturnType<typeof arrivedReader>;
  feeds: Feeds;
  subscriptions: Subscriptions;
  /** The server's public address; undefined if the owner has not set it. */
  publicUrl: string | undefined;
  /** Answers requests outside the API: the widget's files, and what the owner adds. */
  fallback: (request: Request) => Promise<Response | undefined>;
  logger: Logger;
}

type App = Hono<Environment>;

const base = '/api/v1';

/** All routes, and the answers to requests that match none. */
export const createApp = (parts: AppParts): App => {
  const app: App = new Hono({ getPath: parts.basePath.pathOf });

  for (const endpoint of parts.endpoints) mountEndpoint(app, base, endpoint, parts);
  mountHealth(app, parts);
  mountDescription(app, parts);
  mountFeeds(app, parts);
  mountThreadPage(app, '/thread', parts);
  mountEvents(app, `${base}/events`, parts);
  mountSubscriptions(app, parts);
  // Only for the same origin: other pages get no information, and no answer to a preflight.
  app.options(`${base}/moderation/*`, () => {
    throw new ApiError('not-found', 'There is no such address for other pages.');
  });
  app.options(`${base}/*`, (c) => parts.crossOrigin.preflight(c));

  refuseOtherMethods(app, parts);
  app.all(`${base}/*`, () => {
    throw new ApiError('not-found', 'There is no such address in this API.');
  });
  app.all('*', async (c) => {
    const response = await parts.fallback(parts.basePath.strip(c.req.raw));
    if (response) return response;
    throw new ApiError('not-found', 'There is nothing here.');
  });

  app.onError((error, c) => problemResponse(toApiError(error, parts.logger), headersFor(c, parts)));
  return app;
};

const headersFor = (c: RequestOf, { crossOrigin }: AppParts): Record<string, string> =>
  c.req.path.startsWith(`${base}/moderation/`) ? {} : crossOrigin.headers(c);

/** Rejects methods that an existing path does not support (RFC 9110, 15.5.6: `Allow` lists those that it does). */
const refuseOtherMethods = (app: App, parts: AppParts): void => {
  const paths = Map.groupBy(app.routes, (route) => route.path);
  for (const [path, routes] of paths) {
    if (path.endsWith('*')) continue;
    const allow = [...new Set(routes.map((route) => route.method))].join(', ');
    app.all(path, (c) => {
      const error = new ApiError('not-found', `There is no ${c.req.method} here.`, { status: 405 });
      return problemResponse(error, { ...headersFor(c, parts), Allow: allow });
    });
  }
};

const mountHealth = (app: App, { ping, arrived }: AppParts): void => {
  app.get('/healthz', async (c) => {
    await ping();
    const seen = arrived(c.req.raw, c.env);
    const headers = { ...protection, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    return new Response(JSON.stringify({ status: 'ok', ...(seen && { arrived: seen }) }), { headers });
  });
};

/** Built when it is first requested, as hardly any server is ever asked for it. */
const mountDescription = (app: App, { cached, endpoints, version }: AppParts): void => {
  const read = async (isKnown: IsKnown): Promise<Versioned<string>> => {
    if (isKnown(version)) return { version };
    const { openApiDocument } = await import('./api/open-api.js');
    return { version, answer: JSON.stringify(openApiDocument(endpoints, base, version)) };
  };
  app.get(`${base}/openapi.json`, cached({ type: 'application/json', open: () => ({ read, hasMore: false }) }));
};
