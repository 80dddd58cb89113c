import { describe, expect, test } from 'vitest';
import { whoMay, type Who } from '../../../server/src/http/api/who-may.js';
import { aToken, createFixture } from '../support/fixture.js';
import { quickScrypt, signedIn, withKey, type Call } from '../support/moderators.js';

const routes = Object.entries(whoMay).map(([route, who]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path: path.replace('{id}', 'unknown'), who };
});

test('the table has every route, and no other', async () => {
  const { get } = await createFixture();
  const { paths } = (await get('/openapi.json')).body as unknown as { paths: Record<string, object> };
  const mounted = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  expect(mounted.toSorted()).toEqual(Object.keys(whoMay).toSorted());
});

/** Whether somebody is let through to a route: whatever it then says of an empty request. */
const isLetThrough = (status: number): boolean => status !== 401 && status !== 403;

const everybody = ['nobody', 'visitor', 'moderator', 'owner', 'key', 'owner’s key'] as const;

const allowed: Record<Exclude<Who, 'anybody'>, readonly (typeof everybody)[number][]> = {
  session: ['moderator', 'owner'],
  moderator: ['moderator', 'owner', 'key', 'owner’s key'],
  owner: ['owner', 'owner’s key'],
};

describe('who may ask for what', () => {
  test.each(routes.filter(({ who }) => who !== 'anybody'))('$route', async ({ method, path, who }) => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const below = path.replace('/moderation', '');
    const asNobody: Call = (method, path, body, options) => fixture.call(method, `/moderation${path}`, body, options);
    const calls: Record<(typeof everybody)[number], Call> = {
      nobody: asNobody,
      visitor: (method, path, body) => asNobody(method, path, body, { token: aToken() }),
      moderator: await signedIn(fixture, 'ada'),
      owner: await signedIn(fixture, 'olga', 'owner'),
      key: await withKey(fixture),
      'owner’s key': await withKey(fixture, 'owner'),
    };
    const through = [];
    for (const name of everybody) {
      const { status, body, headers } = await calls[name](method, below, method === 'GET' ? undefined : {});
      if (isLetThrough(status)) through.push(name);
      else expect(['unauthorized', 'forbidden']).toContain(body.code);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cache-control')).toMatch(/^no-store\b/);
    }
    expect(through).toEqual(allowed[who as keyof typeof allowed]);
  });

  test.each(routes.filter(({ path, method }) => path.startsWith('/moderation') && method !== 'GET'))(
    '$route is for pages of the server’s own, whatever cookie comes along',
    async ({ method, path }) => {
      const fixture = await createFixture({ scrypt: quickScrypt, origins: ['https://blog.example'] });
      const call = await signedIn(fixture, 'ada', 'owner');
      for (const headers of [
        { Origin: 'https://evil.example' },
        { Origin: 'https://blog.example' },
        { Origin: 'null' },
        { Origin: 'http://comments.example:8080' },
        { Origin: undefined, 'Sec-Fetch-Site': 'same-site' },
        { Origin: undefined, 'Sec-Fetch-Site': 'cross-site' },
        { Origin: undefined },
      ]) {
        const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
        const own = 'Origin' in sent ? {} : { Origin: '' };
        const { status, body } = await call(
          method,
          path.replace('/moderation', ''),
          {},
          { headers: { ...own, ...sent } as Record<string, string> },
        );
        expect([headers, status, body.code]).toEqual([headers, 403, 'forbidden']);
      }
    },
  );
});

test('no other page gets a preflight of a moderator’s call answered', async () => {
  const { call } = await createFixture({ origins: ['https://blog.example'] });
  const headers = { Origin: 'https://blog.example', 'Access-Control-Request-Method': 'POST' };
  const answer = await call('OPTIONS', '/moderation/session', undefined, { headers });
  expect(answer.status).toBe(404);
  for (const name of answer.headers.keys()) expect(name).not.toMatch(/^access-control/);
});
