import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import type { NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { createFixture, origin, type Answer, type Fixture } from '../support/fixture.js';
import { client, startOidc } from '../support/start-oidc.js';

const publicUrl = 'https://talk.example/comments';
const redirectUri = `${publicUrl}/api/v1/identity/login/callback`;
const verifier = 'a-verifier-of-at-least-forty-three-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const minute = 60_000;

const withLogin = async (options: Partial<NodeHandlerOptions> = {}) => {
  const oidc = await startOidc(redirectUri);
  const login = { name: 'login', label: 'The login', issuer: oidc.issuer, ...client };
  const fixture = await createFixture({
    publicUrl,
    sites: {
      blog: { origins: [origin], identity: { providers: [login, { ...login, name: 'other' }] } },
      shop: { origins: ['https://shop.example'], identity: { providers: [login] } },
    },
    ...options,
  });
  return { ...fixture, oidc };
};

const query = (change: Record<string, string> = {}) =>
  `?${new URLSearchParams({ site: 'blog', origin, challenge, ...change })}`;

const begin = (fixture: Fixture, change?: Record<string, string>, provider = 'login') =>
  fixture.call('GET', `${publicUrl}/api/v1/identity/${provider}${query(change)}`);

const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')!.split(';')[0]!;

const back = (fixture: Fixture, url: URL, cookie?: string) =>
  fixture.call('GET', url.href, undefined, cookie === undefined ? {} : { headers: { Cookie: cookie } });

const codeIn = ({ body }: Answer): string | undefined => /data-code="([^"]+)"/.exec(body as unknown as string)?.[1];

const redeem = (fixture: Fixture, code: string | undefined, change: object = {}) =>
  fixture.call('POST', '/identity/token', { site: 'blog', code, verifier, ...change }, { headers: { Origin: origin } });

/** Goes all the way, and gives the page at its end. */
const through = async (fixture: Fixture & Awaited<ReturnType<typeof withLogin>>, change?: Record<string, string>) => {
  const begun = await begin(fixture, change);
  const url = await fixture.oidc.signIn(begun.headers.get('location')!);
  return back(fixture, url, cookieOf(begun));
};

describe('a sign-in at an OpenID provider', () => {
  test('ends with a code for the page that began it, and a token of who it is', async () => {
    const fixture = await withLogin();
    const begun = await begin(fixture);
    expect(begun.status).toBe(302);
    const location = new URL(begun.headers.get('location')!);
    expect(location.origin).toBe(fixture.oidc.issuer);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      redirect_uri: redirectUri,
      response_type: 'code',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
    });
    expect(begun.headers.get('set-cookie')).toMatch(
      /^starling_sign_in=[^;]+; Path=\/comments\/api\/v1\/identity; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );

    const done = await back(fixture, await fixture.oidc.signIn(location.href), cookieOf(begun));
    expect(done.status).toBe(200);
    expect(done.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(done.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(done.body).toContain(`data-origin="${origin}"`);
    const { status, body } = await redeem(fixture, codeIn(done));
    expect(status).toBe(200);
    const { token } = body as unknown as { token: string };
    expect(decodeJwt(token)).toMatchObject({
      iss: 'starling',
      sub: `${fixture.oidc.issuer} ada`,
      aud: 'blog',
      name: 'ada of the provider',
      email: 'ada@provider.example',
      email_verified: true,
      avatar: 'https://provider.example/picture.png',
    });
    const posted = await fixture.post({ site: 'blog', author: {} }, { headers: { 'Starling-Identity': token } });
    expect(posted.body.comment.author).toMatchObject({ name: 'ada of the provider', badge: 'verified' });
  });

  test('goes back to an address of the page, where there is no window that opened this one', async () => {
    const fixture = await withLogin();
    const done = await through(fixture, { return: `${origin}/post?a=1&b="2"#old` });
    expect(done.body).toContain(
      `data-back="${origin}/post?a=1&#38;b=%222%22"`.replace('%22', '&#34;').replace('%22', '&#34;'),
    );
  });

  test.each<[string, Record<string, string>, number]>([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['the origin of another site', { origin: 'https://shop.example' }, 403],
    ['no origin', { origin: 'null' }, 403],
    ['an address of another origin', { return: 'https://evil.example/' }, 422],
    ['an address that is a script', { return: 'javascript:alert(1)' }, 422],
    ['a challenge that is none', { challenge: 'short' }, 422],
    ['an unknown site', { site: 'nowhere' }, 422],
  ])('is not begun for %s', async (_, change, status) => {
    const fixture = await withLogin();
    const answer = await begin(fixture, change);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  test('is not begun by a provider that the site has not', async () => {
    expect((await begin(await withLogin(), {}, 'unknown')).status).toBe(404);
  });

  test('ends where it was begun alone: by the cookie, in ten minutes, with its state and its provider', async () => {
    let now = Date.now();
    const fixture = await withLogin({ now: () => now });
    const begun = await begin(fixture);
    const cookie = cookieOf(begun);
    const url = await fixture.oidc.signIn(begun.headers.get('location')!);

    const others = cookieOf(await begin(fixture));
    const changed = new URL(url);
    changed.searchParams.set('state', 'another');
    const swapped = new URL(url.href.replace('/login/', '/other/'));
    const forged = `starling_sign_in=${Buffer.from('{}').toString('base64url')}.${'x'.repeat(43)}`;
    for (const [address, sent] of [
      [url, undefined],
      [url, forged],
      [url, `${cookie}x`],
      [url, others],
      [changed, cookie],
      [swapped, cookie],
    ] as const) {
      const answer = await back(fixture, address, sent);
      expect([answer.status, codeIn(answer)]).toEqual([403, undefined]);
    }
    now += 11 * minute;
    expect((await back(fixture, url, cookie)).status).toBe(403);
  });

  test('is refused where the provider’s code was used before, or says no', async () => {
    const fixture = await withLogin();
    const begun = await begin(fixture);
    const url = await fixture.oidc.signIn(begun.headers.get('location')!);
    expect((await back(fixture, url, cookieOf(begun))).status).toBe(200);
    expect((await back(fixture, url, cookieOf(begun))).status).toBe(403);

    const again = await begin(fixture);
    const { searchParams } = new URL(again.headers.get('location')!);
    const denied = new URL(`${redirectUri}?error=access_denied&state=${searchParams.get('state')}`);
    denied.searchParams.set('iss', fixture.oidc.issuer);
    const answer = await back(fixture, denied, cookieOf(again));
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('was cancelled')]);
  });

  test('is refused where the ID token has another nonce', async () => {
    const fixture = await withLogin();
    const begun = await begin(fixture);
    const location = new URL(begun.headers.get('location')!);
    location.searchParams.set('nonce', 'another');
    const answer = await back(fixture, await fixture.oidc.signIn(location.href), cookieOf(begun));
    expect([answer.status, codeIn(answer)]).toEqual([403, undefined]);
  });

  test('is refused where an answer names another issuer', async () => {
    const fixture = await withLogin();
    const begun = await begin(fixture);
    const url = await fixture.oidc.signIn(begun.headers.get('location')!);
    url.searchParams.set('iss', 'https://evil.example');
    expect((await back(fixture, url, cookieOf(begun))).status).toBe(403);
  });

  test('waits where the provider can’t be reached', async () => {
    const login = { name: 'login', label: 'x', issuer: 'http://127.0.0.1:9', ...client };
    const fixture = await withLogin({ sites: { blog: { origins: [origin], identity: { providers: [login] } } } });
    expect((await begin(fixture)).status).toBe(503);
  });
});

describe('the code at its end', () => {
  test('is good once, for who knows the verifier, for a minute, on its site', async () => {
    let now = Date.now();
    const fixture = await withLogin({ now: () => now });
    const code = codeIn(await through(fixture));
    expect((await redeem(fixture, code)).status).toBe(200);
    expect((await redeem(fixture, code)).body.code).toBe('expired');

    const stolen = codeIn(await through(fixture));
    const other = 'another-verifier-of-at-least-forty-three-characters';
    expect((await redeem(fixture, stolen, { verifier: other })).body.code).toBe('expired');
    expect((await redeem(fixture, stolen)).body.code).toBe('expired');

    const elsewhere = codeIn(await through(fixture));
    const shop = { headers: { Origin: 'https://shop.example' } };
    const body = { site: 'shop', code: elsewhere, verifier };
    expect((await fixture.call('POST', '/identity/token', body, shop)).body.code).toBe('expired');

    const late = codeIn(await through(fixture));
    now += minute + 1000;
    expect((await redeem(fixture, late)).body.code).toBe('expired');
  });

  test('is good for no page of another site', async () => {
    const fixture = await withLogin();
    const code = codeIn(await through(fixture));
    const headers = { Origin: 'https://shop.example' };
    const { status } = await fixture.call('POST', '/identity/token', { site: 'blog', code, verifier }, { headers });
    expect(status).toBe(403);
  });
});

test.each([
  [{ name: 'email' }, 'identity.providers[0].name'],
  [{ name: 'A b' }, 'identity.providers[0].name'],
  [{ issuer: 'http://login.example' }, 'identity.providers[0].issuer: Must be an https address.'],
])('a provider of %o is refused at once', async (change, message) => {
  const provider = { name: 'login', label: 'x', issuer: 'https://login.example', ...client, ...change };
  await expect(createFixture({ publicUrl, identity: { providers: [provider] } })).rejects.toThrow(message);
});
