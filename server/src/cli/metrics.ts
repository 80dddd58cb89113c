import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Handler } from '../handler.js';
import { whoMay } from '../http/api/who-may.js';
import type { Store } from '../store/store.js';
import { StoreUnavailable } from '../store-unavailable.js';

export interface Metrics {
  /** Counts and times the handler's answers. */
  observing(handler: Handler): Handler;
  url: string;
  close(): Promise<void>;
}

export interface MetricsOptions {
  store: Pick<Store, 'read'>;
  host?: string;
  port: number;
  basePath?: string;
}

/** Serves Prometheus metrics at `GET /metrics`, on a separate port that need not be public. */
export const startMetrics = async ({ store, host, port, basePath = '' }: MetricsOptions): Promise<Metrics> => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const labels = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'starling_http_requests_total',
    help: 'Requests that were answered',
    labelNames: labels,
    registers: [register],
  });
  const seconds = new Histogram({
    name: 'starling_http_request_seconds',
    help: 'Time until an answer began',
    labelNames: ['route'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [register],
  });
  gaugesOf(register, store);

  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || request.url !== '/metrics') return void response.writeHead(404).end();
    register.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': register.contentType }).end(text),
      (error: unknown) => response.writeHead(error instanceof StoreUnavailable ? 503 : 500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    observing: (handler) => async (request, context) => {
      const begin = performance.now();
      const response = await handler(request, context);
      const route = routeOf(new URL(request.url).pathname, basePath);
      requests.inc({ method: methodOf(request.method), route, status: response.status });
      seconds.observe({ route }, (performance.now() - begin) / 1000);
      return response;
    },
    url: `http://${host ?? 'localhost'}:${(server.address() as AddressInfo).port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Metrics of the database, read when they are requested. */
const gaugesOf = (register: Registry, store: Pick<Store, 'read'>): void => {
  new Gauge({
    name: 'starling_outbox_messages',
    help: 'Mails and webhooks that wait, or that nobody took',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      const { waiting, dead } = await store.read(({ outbox }) => outbox.counts('all'));
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'dead' }, dead);
    },
  });
  new Gauge({
    name: 'starling_queue_comments',
    help: 'Comments that wait for a moderator; at most a thousand are counted',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      const counts = await store.read(({ queue }) => queue.counts('all'));
      for (const [state, amount] of Object.entries(counts)) this.set({ state }, amount);
    },
  });
};

const apiPaths = new Set(Object.keys(whoMay).map((route) => `/api/v1${route.split(' ')[1]!}`));
const otherPaths =
  /^\/(healthz|api\/v1\/openapi\.json|feeds\/comments\.(?:atom|json)|thread|moderation|starling\.js|starling\.classic\.js)$/;

/** Maps any path to one of a few names, because each value of a label uses memory for good. */
export const routeOf = (pathname: string, basePath: string): string => {
  const path = basePath && pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
  const named = path.replace(/\/[0-9a-z]{16,40}(?=\/|$)/, '/{id}');
  if (apiPaths.has(named) || otherPaths.test(path)) return named;
  const [, folder] = /^\/(chunks|themes|subscriptions)\//.exec(path) ?? [];
  return folder ? `/${folder}/{name}` : 'other';
};

const methodOf = (method: string): string =>
  ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
