import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { createFixture, origin } from '../support/fixture.js';
import { client } from '../support/start-oidc.js';
import { githubAccounts } from '../../stand-ins/github-accounts.js';

const publicUrl = 'https://talk.example';
const verifier = 'a-verifier-of-at-least-forty-three-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');

const withGitHub = async (name: string | null = 'Ada Lovelace') => {
  const github = githubAccounts({ id: 583_231, login: 'ada', name });
  const provider = { name: 'github', label: 'GitHub', issuer: 'https://github.com', ...client };
  const fixture = await createFixture({
    publicUrl,
    sites: { blog: { origins: [origin], identity: { providers: [provider] } } },
  });
  const query = new URLSearchParams({ site: 'blog', origin, challenge });
  const begun = await fixture.call('GET', `${publicUrl}/api/v1/identity/github?${query}`);
  const location = begun.headers.get('location')!;
  const headers = { Cookie: begun.headers.get('set-cookie')!.split(';')[0]! };
  return { fixture, location, url: github.agree(location), headers };
};

const tokenOf = async ({ fixture, url, headers }: Awaited<ReturnType<typeof withGitHub>>) => {
  const done = await fixture.call('GET', url.href, undefined, { headers });
  const code = /data-code="([^"]+)"/.exec(done.body as unknown as string)![1];
  const { body } = await fixture.call('POST', '/identity/token', { site: 'blog', code, verifier });
  return (body as unknown as { token: string }).token;
};

test('a sign-in by GitHub tells who it is by a number that is never given to another', async () => {
  const gone = await withGitHub();
  expect(gone.location).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?/);
  const { searchParams } = new URL(gone.location);
  expect(Object.fromEntries(searchParams)).toMatchObject({ client_id: client.clientId, scope: 'read:user user:email' });
  expect(decodeJwt(await tokenOf(gone))).toMatchObject({
    sub: 'https://github.com 583231',
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    email_verified: true,
    avatar: 'https://avatars.githubusercontent.com/u/1',
  });
});

test('who has no name at GitHub has their login', async () => {
  expect(decodeJwt(await tokenOf(await withGitHub(null)))).toMatchObject({ name: 'ada' });
});

test('a code that GitHub has seen before, or another state, signs nobody in', async () => {
  const { fixture, url, headers } = await withGitHub();
  const other = new URL(url);
  other.searchParams.set('state', 'another');
  expect((await fixture.call('GET', other.href, undefined, { headers })).status).toBe(403);
  expect((await fixture.call('GET', url.href, undefined, { headers })).status).toBe(200);
  expect((await fixture.call('GET', url.href, undefined, { headers })).status).toBe(403);
});
