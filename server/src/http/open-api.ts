import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Endpoint } from './endpoint.js';
import { IdempotencyKey, Problem } from './schemas.js';

type App = Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>;

/** Describes an endpoint by the very schemas that check what comes in. */
export const describeEndpoint = ({ openAPIRegistry }: App, base: string, endpoint: Endpoint): void => {
  const { method, path, summary, query } = endpoint;
  const body = endpoint.access === 'private' ? endpoint.body : undefined;
  openAPIRegistry.registerPath({
    method,
    path: base + path,
    summary,
    security: securityOf(endpoint),
    request: {
      query: query as z.ZodObject,
      ...(path.includes('{id}') && { params: z.object({ id: z.string() }) }),
      ...(endpoint.access === 'private' && endpoint.idempotent && { headers: idempotencyHeader }),
      ...(body && { body: { content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      ...(endpoint.access === 'public'
        ? { 200: json(endpoint.response), 304: { description: 'What the asker has is still right.' } }
        : Object.fromEntries(Object.entries(endpoint.responses).map(([status, schema]) => [status, json(schema)]))),
      default: {
        description: 'What went wrong, by its code.',
        content: { 'application/problem+json': { schema: Problem } },
      },
    },
  });
};

export const openApiDocument = (app: App, version: string) => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'visitor', {
    type: 'http',
    scheme: 'bearer',
    description: '128 random bits that the browser made before its first write.',
  });
  return app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Starling', version } });
};

const idempotencyHeader = z.object({ 'Idempotency-Key': IdempotencyKey.optional() });

const json = (schema: z.ZodType) => ({ description: 'Done.', content: { 'application/json': { schema } } });

const securityOf = (endpoint: Endpoint): Record<string, string[]>[] => {
  if (endpoint.access === 'public' || endpoint.visitor === 'none') return [];
  return endpoint.visitor === 'required' ? [{ visitor: [] }] : [{}, { visitor: [] }];
};
