import { z } from 'zod';
import type { AnswerName, Endpoint } from './endpoint.js';
import { sessionCookie } from '../middleware/moderator.js';
import * as answers from './answer-schemas.js';
import * as moderationAnswers from './moderation-answers.js';
import * as moderationRequests from './moderation-requests.js';
import * as moderatorsRequests from './moderators-requests.js';
import * as queries from './query-schemas.js';
import * as requests from './request-schemas.js';
import * as sessionAnswers from './session-answers.js';
import { whoMay } from './who-may.js';

/** Describes the API as OpenAPI 3.1, using the same schemas that check requests. */
export const openApiDocument = (endpoints: Endpoint[], base: string, version: string) => {
  const components = componentsOf(endpoints);
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    (paths[base + endpoint.path] ??= {})[endpoint.method] = describe(endpoint, components);
  }
  paths[`${base}/events`] = { get: describeEvents(components) };
  return {
    openapi: '3.1.0',
    info: { title: 'Starling', version },
    paths,
    components: { schemas: componentSchemas(components), securitySchemes: { visitor, identity, session, key } },
  };
};

/** The only answer that is not JSON, and that does not end. */
const describeEvents = (components: Components): object => ({
  summary: 'What happens in a thread, as it happens',
  security: [],
  parameters: [
    ...queryParameters(queries.EventsQuery),
    { name: 'Last-Event-ID', in: 'header', description: 'Counts before `after`.', schema: { type: 'string' } },
  ],
  responses: {
    200: {
      description:
        'Events `comment` (a Comment, new or changed), `removed` (`{id}`), `thread` (`{total, summary, closed}`) and ' +
        '`reset` (what was missed is not known any more). Each `id` is the thread’s version.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: problem(components),
  },
});

const visitor = {
  type: 'http',
  scheme: 'bearer',
  description: '128 random bits that the browser made before its first write.',
};

const identity = {
  type: 'apiKey',
  in: 'header',
  name: 'Starling-Identity',
  description: 'A JWT of the site, or of this server.',
};

const session = { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'Of a moderator who signed in.' };

const key = { type: 'http', scheme: 'bearer', description: 'An API key, `key_…`, made by the command.' };

type Components = z.core.$ZodRegistry<{ id: string }>;

/** The schemas that have a name in the description: all except those of queries. */
const componentsOf = (endpoints: Endpoint[]): Components => {
  const components = z.registry<{ id: string }>();
  const moderation = byName({ ...moderationRequests, ...moderationAnswers });
  for (const [id, schema] of Object.entries({ ...requests, ...answers, ...moderation })) {
    if (schema instanceof z.ZodObject && schema !== answers.Nothing && !id.endsWith('Query')) {
      components.add(schema, { id });
    }
  }
  // The schema of drafts depends on the fields that this server requires.
  const submit = endpoints.find((endpoint) => endpoint.path === '/comments' && endpoint.method === 'post');
  if (submit?.access === 'private') components.add(submit.body, { id: 'Draft' });
  return components;
};

const byName = (schemas: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));

const address = (id: string): string => `#/components/schemas/${id}`;

const options = { io: 'input', unrepresentable: 'any' } as const;

const componentSchemas = (components: Components): Record<string, object> =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(components, { ...options, uri: address }).schemas).map(([id, schema]) => [
      id,
      plain(schema),
    ]),
  );

/** In OpenAPI 3.1 the dialect is declared once, and a component is identified by its name. */
const plain = ({ $schema: _schema, $id: _id, ...schema }: z.core.JSONSchema.BaseSchema) => schema;

const schemaOf = (schema: z.ZodType, components: Components): object => {
  const component = components.get(schema);
  return component ? { $ref: address(component.id) } : plain(z.toJSONSchema(schema, options));
};

const describe = (endpoint: Endpoint, components: Components): object => ({
  summary: endpoint.summary,
  security: securityOf(endpoint),
  parameters: parametersOf(endpoint),
  ...describeBody(bodyOf(endpoint), components),
  responses: {
    ...(endpoint.access === 'page'
      ? { 200: pageForReaders, 302: { description: 'Where the browser goes on.' } }
      : endpoint.access === 'public'
        ? {
            200: answer(endpoint.response, components),
            304: { description: 'What the asker has is still right.' },
          }
        : Object.fromEntries(
            Object.entries(endpoint.responses).map(([status, name]) => [status, answer(name, components)]),
          )),
    default: problem(components),
  },
});

const problem = (components: Components) => ({
  description: 'What went wrong, by its code.',
  content: { 'application/problem+json': { schema: schemaOf(answers.Problem, components) } },
});

const pageForReaders = { description: 'For a reader.', content: { 'text/html': {} } };

const answer = (name: AnswerName, components: Components) => ({
  description: 'Done.',
  content: { 'application/json': { schema: schemaOf(answerSchemas[name], components) } },
});

const answerSchemas: Record<AnswerName, z.ZodType> = { ...answers, ...moderationAnswers, ...sessionAnswers };

const bodyOf = (endpoint: Endpoint): z.ZodType => {
  if (endpoint.access === 'private') return endpoint.body;
  return endpoint.access === 'moderation' ? moderatorsRequests[endpoint.body] : queries.NoBody;
};

const describeBody = (body: z.ZodType, components: Components): object => {
  if (body === queries.NoBody) return {};
  const optional = body.safeParse(undefined).success;
  const content = { 'application/json': { schema: schemaOf(body, components) } };
  return { requestBody: { required: !optional, content } };
};

const parametersOf = (endpoint: Endpoint): object[] => [
  ...[...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...queryParameters(endpoint.access === 'moderation' ? moderatorsRequests[endpoint.query] : endpoint.query),
  ...(endpoint.access === 'private' && endpoint.idempotent
    ? [{ name: 'Idempotency-Key', in: 'header', schema: plain(z.toJSONSchema(requests.IdempotencyKey, options)) }]
    : []),
];

const queryParameters = (query: z.ZodObject): object[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(query, options);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) && { required: true }),
    schema,
  }));
};

const securityOf = (endpoint: Endpoint): Record<string, string[]>[] => {
  if (endpoint.access === 'moderation') {
    const who = whoMay[`${endpoint.method.toUpperCase()} ${endpoint.path}`];
    if (who === 'anybody') return [];
    return who === 'session' ? [{ session: [] }] : [{ session: [] }, { key: [] }];
  }
  if (endpoint.access === 'public' || endpoint.access === 'page' || endpoint.visitor === 'none') return [];
  return [...(endpoint.visitor === 'required' ? [] : [{}]), { visitor: [] }, { identity: [] }];
};
