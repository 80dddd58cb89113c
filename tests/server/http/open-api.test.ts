import { expect, test } from 'vitest';
import { createFixture } from '../support/fixture.js';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: unknown;
  security?: object[];
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { required?: string[]; properties?: Record<string, { maxLength?: number }> }> };
}

const described = async () => {
  const { get } = await createFixture();
  const { status, headers, body } = await get('/openapi.json');
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  return body as unknown as Document;
};

test('the description has every route of the contract, and no other', async () => {
  const { openapi, paths } = await described();
  expect(openapi).toBe('3.1.0');
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  expect(routes.sort()).toEqual(
    [
      'GET /comments',
      'POST /comments',
      'GET /comments/{id}',
      'PATCH /comments/{id}',
      'DELETE /comments/{id}',
      'PUT /comments/{id}/vote',
      'POST /comments/{id}/report',
      'PUT /ratings',
      'GET /ratings',
      'GET /mine',
      'GET /counts',
      'GET /events',
      'POST /preview',
      'GET /challenge',
      'GET /identity/{provider}',
      'GET /identity/{provider}/callback',
      'POST /identity/token',
      'POST /identity/email',
      'POST /identity/email/verify',
      'POST /subscriptions',
      ...['POST', 'GET', 'DELETE'].map((method) => `${method} /moderation/session`),
      'POST /moderation/password',
      'GET /moderation/comments',
      'POST /moderation/comments/actions',
      'GET /moderation/comments/{id}',
      'PATCH /moderation/comments/{id}',
      'POST /moderation/comments/{id}/replies',
      'GET /moderation/threads',
      'PATCH /moderation/threads',
      'POST /moderation/threads/move',
      'GET /moderation/bans',
      'POST /moderation/bans',
      'DELETE /moderation/bans/{id}',
      'GET /moderation/stats',
      'GET /moderation/events',
      'GET /moderation/people',
      'POST /moderation/people/erase',
      'POST /moderation/undo',
      'POST /moderation/people/trust',
      'GET /moderation/log',
    ].sort(),
  );
});

test('the description resolves: every reference leads somewhere, every path parameter is described', async () => {
  const document = await described();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  );
  expect(references.length).toBeGreaterThan(10);
  for (const name of references) expect(document.components.schemas).toHaveProperty(name);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const { parameters = [], responses } of Object.values(operations)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named);
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      expect(responses.default?.content).toHaveProperty(['application/problem+json']);
    }
  }
});

test('the description says what is checked: limits, what is required, who needs a token', async () => {
  const { components, paths } = await described();
  const draft = components.schemas.Draft!;
  expect(draft.required).toEqual(expect.arrayContaining(['thread', 'body']));
  expect(draft.properties!.body).toMatchObject({ type: 'string', maxLength: 10_000 });
  const list = paths['/api/v1/comments']!.get!.parameters!;
  expect(list.filter(({ required }) => required).map(({ name }) => name)).toEqual(['thread']);
  expect(list.map(({ name }) => name)).toEqual(['site', 'thread', 'sort', 'limit', 'cursor', 'parent', 'rating']);
  expect(paths['/api/v1/mine']!.get!.security).toEqual([{ visitor: [] }, { identity: [] }]);
  expect(paths['/api/v1/comments']!.post!.security).toEqual([{}, { visitor: [] }, { identity: [] }]);
  expect(paths['/api/v1/comments']!.post!.parameters).toEqual(
    expect.arrayContaining([expect.objectContaining({ in: 'header', name: 'Idempotency-Key' })]),
  );
});

test('the site is described where it is heeded: of a write by thread in the body, else in the query', async () => {
  const { components, paths } = await described();
  const inQuery = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'site'))
      .map(([method]) => `${method} ${path.replace('/api/v1', '')}`),
  );
  expect(inQuery).not.toContain('post /comments');
  expect(inQuery).not.toContain('put /ratings');
  expect(inQuery).toEqual(
    expect.arrayContaining([
      ...['get /comments', 'get /ratings', 'get /mine', 'get /counts'],
      ...['post /preview', 'get /challenge'],
    ]),
  );
  for (const name of ['Draft', 'Rating']) expect(components.schemas[name]!.properties).toHaveProperty('site');
});
