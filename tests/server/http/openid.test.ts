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

const withLogin = async (options: Partial<NodeHandlerOptions> = {}, said?: Parameters<typeof startOidc>[1]) => {
  const oidc = await startOidc(redirectUri, said);
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
    expect(done.body).toContain(`data-back="${origin}/post?a=1&amp;b=&quot;2&quot;"`);
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

describe('an OpenID provider', () => {
  const tokenOf = async (fixture: Fixture, done: Answer) =>
    ((await redeem(fixture, codeIn(done))).body as unknown as { token: string }).token;

  test('that says no address, or nothing that is an address or a picture, is believed the name', async () => {
    for (const more of [{}, { email: 'no address', email_verified: true, picture: 'http://provider.example/a.png' }]) {
      const fixture = await withLogin({}, () => ({ name: 'Ada', ...more }));
      const token = await tokenOf(fixture, await through(fixture));
      expect(decodeJwt(token)).not.toHaveProperty('email');
      const posted = await fixture.post({ site: 'blog', author: {} }, { headers: { 'Starling-Identity': token } });
      expect(posted.body.comment.author).toEqual({ name: 'Ada', badge: 'verified' });
    }
  });

  test('that says no name gives the one of the address; with neither the reader learns what is missing', async () => {
    const named = await withLogin({}, () => ({ name: '\u200b', email: 'ada@provider.example' }));
    expect(decodeJwt(await tokenOf(named, await through(named)))).toMatchObject({ name: 'ada', email_verified: false });
    const nameless = await withLogin({}, () => ({}));
    const page = await through(nameless);
    expect([page.status, codeIn(page)]).toEqual([403, undefined]);
    expect(page.body).toContain('has no name to show');
  });

  test.each([
    ['/token', 500, 503, /can not be reached now/],
    ['/me', 502, 503, /can not be reached now/],
    ['/token', 400, 403, /did not succeed/],
    ['/.well-known/openid-configuration', 500, 503, /can not be reached now/],
  ])('that answers %s with %i is told of: to the reader with a way back, to the owner why', async (...row) => {
    const [path, status, expected, words] = row;
    const warnings: unknown[][] = [];
    const logger = { warn: (...said: unknown[]) => void warnings.push(said), error: () => {} };
    const fixture = await withLogin({ logger });
    fixture.oidc.failAt(path, status);
    const begun = await begin(fixture, { return: `${origin}/post?a=1&b=2` });
    const location = begun.headers.get('location');
    const page = location ? await back(fixture, await fixture.oidc.signIn(location), cookieOf(begun)) : begun;
    expect([page.status, page.body]).toEqual([expected, expect.stringMatching(words)]);
    if (location) expect(page.body).toContain(`<a href="${origin}/post?a=1&amp;b=2">Back to the page</a>`);
    expect(warnings).toEqual([
      [{ provider: 'login', reason: expect.stringMatching(/./) }, 'A sign-in elsewhere did not succeed.'],
    ]);
  });

  test('that refuses the server’s secret is in the log by what it says', async () => {
    const warnings: unknown[][] = [];
    const logger = { warn: (...said: unknown[]) => void warnings.push(said), error: () => {} };
    const { oidc } = await withLogin();
    const login = { name: 'login', label: 'x', issuer: oidc.issuer, ...client, clientSecret: 'not this one, by far' };
    const sites = { blog: { origins: [origin], identity: { providers: [login] } } };
    const fixture = { ...(await createFixture({ publicUrl, sites, logger })), oidc };
    expect((await through(fixture)).status).toBe(403);
    expect(warnings).toMatchObject([[{ reason: expect.stringContaining('invalid_client') }, expect.anything()]]);
  });

  test.each([
    ['server_error', 503],
    ['temporarily_unavailable', 503],
    ['access_denied', 403],
    ['invalid_scope', 403],
  ])('that sends back with %s gives a page with a way back', async (error, status) => {
    const fixture = await withLogin();
    const begun = await begin(fixture, { return: `${origin}/post` });
    const { searchParams } = new URL(begun.headers.get('location')!);
    const answer = new URL(`${redirectUri}?${new URLSearchParams({ error, state: searchParams.get('state')! })}`);
    answer.searchParams.set('iss', fixture.oidc.issuer);
    const page = await back(fixture, answer, cookieOf(begun));
    expect([page.status, codeIn(page)]).toEqual([status, undefined]);
    expect(page.body).toContain(`<a href="${origin}/post">`);
    // Nobody is led anywhere by a cookie that is not the server's.
    expect((await back(fixture, answer, `${cookieOf(begun)}x`)).body).not.toContain('<a ');
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
