import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import type { NodeHandlerOptions } from '../../../server/src/cli/node-handler.js';
import { createFixture, type Answer, type Fixture } from '../support/fixture.js';
import { aSiteToken, secret, seconds, startKeys } from '../support/identity-tokens.js';

const blog = (identity: NodeHandlerOptions['identity']): Partial<NodeHandlerOptions> => ({
  sites: { blog: { identity }, other: { identity: { sso: { secret } } }, guests: {} },
});

const asOne = (fixture: Fixture, token: string, site = 'blog'): Promise<Answer> =>
  fixture.post({ site, author: {} }, { headers: { 'Starling-Identity': token } });

const expectRefused = ({ status, body }: Answer, detail: RegExp): void => {
  expect([status, body.code]).toEqual([401, 'unauthorized']);
  expect(body.detail).toMatch(detail);
};

/** A JWS as somebody writes it who has no library that keeps them from it. */
const forged = (header: object, payload: JWTPayload, key?: string): string => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${key === undefined ? '' : createHmac('sha256', key).update(text).digest('base64url')}`;
};

const claims = (change: JWTPayload = {}): JWTPayload => ({
  iss: 'https://blog.example',
  sub: 'ada',
  aud: 'blog',
  name: 'Ada',
  iat: seconds(),
  exp: seconds() + 60,
  ...change,
});

describe('a token by a shared secret', () => {
  const sso = { sso: { secret } };

  test.each<[string, () => JWTPayload, RegExp]>([
    ['expired', () => ({ iat: seconds() - 7200, exp: seconds() - 3600 }), /expired/],
    ['expired for more than the skew', () => ({ exp: seconds() - 65 }), /expired/],
    ['of the future', () => ({ iat: seconds() + 120, exp: seconds() + 3600 }), /future/],
    ['that holds for more than a day', () => ({ iat: seconds(), exp: seconds() + 86_401 }), /24 hours/],
    ['that is not good yet', () => ({ nbf: seconds() + 120 }), /"nbf"/],
    ['for another site', () => ({ aud: 'other' }), /"aud" must be the id of this site, "blog"/],
    ['for no site', () => ({ aud: undefined }), /"aud"/],
    ['without exp', () => ({ exp: undefined }), /"exp"/],
    ['without iat', () => ({ iat: undefined }), /"iat"/],
    ['without sub', () => ({ sub: undefined }), /"sub"/],
    ['with an empty sub', () => ({ sub: '' }), /"sub" must be/],
    ['without a name', () => ({ name: undefined }), /"name" must be/],
    ['with a name that nobody sees', () => ({ name: '\u200b' }), /"name" must be/],
    ['with a name of two lines', () => ({ name: 'Ada\nByron' }), /"name" must be/],
    ['with a long name', () => ({ name: 'x'.repeat(81) }), /"name" must be/],
    ['with no e-mail address', () => ({ email: 'ada' }), /"email" must be/],
    ['with a picture that is none', () => ({ avatar: 'javascript:alert(1)' }), /"avatar" must be an https/],
    ['with a picture by http', () => ({ avatar: 'http://blog.example/a.png' }), /"avatar" must be an https/],
    ['with an unknown role', () => ({ role: 'admin' }), /"role" must be/],
    ['of the server’s own issuer', () => ({ iss: 'starling' }), /refused/],
  ])('%s is refused, and nothing is posted', async (_, change, detail) => {
    const fixture = await createFixture(blog(sso));
    expectRefused(await asOne(fixture, await aSiteToken(change())), detail);
    expect((await fixture.list({ site: 'blog' })).body.total).toBe(0);
  });

  test.each<[string, () => JWTPayload]>([
    ['expired within the skew', () => ({ iat: seconds() - 60, exp: seconds() - 30 })],
    ['of a clock that is a little ahead', () => ({ iat: seconds() + 30 })],
    ['that holds for a day', () => ({ exp: seconds() + 86_390 })],
    ['for several sites', () => ({ aud: ['other', 'blog'] })],
    ['without an issuer', () => ({ iss: undefined })],
  ])('%s is taken', async (_, change) => {
    expect((await asOne(await createFixture(blog(sso)), await aSiteToken(change()))).status).toBe(201);
  });

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['another secret', () => aSiteToken({}, 'another secret of more than thirty-two bytes'), /signature/],
    ['another algorithm', () => aSiteToken({}, secret.repeat(2), 'HS512'), /algorithm must be one of HS256/],
    ['none', () => new UnsecuredJWT(claims()).encode(), /algorithm|not a JWT/],
    ['none, spelt otherwise', () => forged({ alg: 'NONE' }, claims()), /algorithm|not a JWT/],
    ['an algorithm of the header’s choice and no signature', () => forged({ alg: 'HS256' }, claims()), /signature|JWT/],
    ['a critical header that nobody knows', () => forged({ alg: 'HS256', crit: ['x'], x: 1 }, claims(), secret), /JWT/],
    ['no JWT', () => 'x.y.z', /not a JWT/],
    ['no compact form', () => 'one', /not a JWT/],
    ['more than 8 KiB', () => aSiteToken({ more: 'x'.repeat(8192) }), /not a JWT/],
  ])('with %s is refused', async (_, token, detail) => {
    expectRefused(await asOne(await createFixture(blog(sso)), await token()), detail);
  });

  test('that somebody changed is refused', async () => {
    const [header, , signature] = (await aSiteToken()).split('.');
    const payload = Buffer.from(JSON.stringify(claims({ sub: 'olga' }))).toString('base64url');
    expectRefused(await asOne(await createFixture(blog(sso)), `${header}.${payload}.${signature}`), /signature/);
  });

  test('is of the issuer that the settings name, and of no other', async () => {
    const fixture = await createFixture(blog({ sso: { secret, issuer: 'https://login.example' } }));
    expectRefused(await asOne(fixture, await aSiteToken()), /"iss" must be "https:\/\/login.example"/);
    expect((await asOne(fixture, await aSiteToken({ iss: 'https://login.example' }))).status).toBe(201);
  });

  test('serves one site, and is refused where a site has no such people', async () => {
    const fixture = await createFixture(blog(sso));
    expectRefused(await asOne(fixture, await aSiteToken(), 'other'), /"aud" must be the id of this site, "other"/);
    expectRefused(await asOne(fixture, await aSiteToken(), 'guests'), /knows no identities/);
  });
});

describe('a token by published keys', () => {
  test.each(['RS256', 'ES256', 'EdDSA'])('is taken by %s, and the keys are fetched once', async (alg) => {
    const { jwks, sign, requests } = await startKeys(alg);
    const fixture = await createFixture(blog({ sso: { jwks } }));
    expect((await asOne(fixture, await sign())).body.comment?.author).toMatchObject({ name: 'Ada Lovelace' });
    expect((await asOne(fixture, await sign({ sub: 'olga' }))).status).toBe(201);
    expect(requests).toHaveLength(1);
  });

  test('is not confused with one by a secret that is the public key', async () => {
    const { jwks, jwk } = await startKeys('RS256');
    const fixture = await createFixture(blog({ sso: { jwks } }));
    const key = await importJWK(jwk, 'RS256');
    for (const text of [
      await exportSPKI(key as CryptoKey),
      JSON.stringify(await exportJWK(key)),
      JSON.stringify(jwk),
    ]) {
      expectRefused(await asOne(fixture, forged({ alg: 'HS256', kid: 'one' }, claims(), text)), /algorithm/);
    }
  });

  test('by another key of the same name is refused, and one that brings its key along', async () => {
    const { jwks } = await startKeys('ES256');
    const other = await startKeys('ES256');
    const fixture = await createFixture(blog({ sso: { jwks } }));
    expectRefused(await asOne(fixture, await other.sign()), /signature/);
    expectRefused(await asOne(fixture, await other.sign({}, { kid: 'two' })), /None of the published keys/);
    expectRefused(
      await asOne(fixture, await other.sign({}, { jwk: other.jwk, jku: other.jwks } as object)),
      /signature/,
    );
    expect(other.requests).toEqual([]);
  });

  test('by an algorithm that is not in the settings is refused', async () => {
    const { jwks, jwk, sign } = await startKeys('RS512');
    expect(jwk.alg).toBe('RS512');
    expectRefused(await asOne(await createFixture(blog({ sso: { jwks } })), await sign()), /algorithm/);
  });

  test('waits while the keys are out of reach: nobody is taken for a guest', async () => {
    const { jwks, sign, answerWith, close } = await startKeys('ES256');
    answerWith(500);
    const fixture = await createFixture(blog({ sso: { jwks } }));
    const refused = await asOne(fixture, await sign());
    expect([refused.status, refused.body.code]).toEqual([503, 'server']);
    expect(refused.headers.get('retry-after')).toBe('30');
    answerWith(200);
    expect((await asOne(fixture, await sign())).status).toBe(201);
    await close();
    expect((await asOne(fixture, await sign())).status).toBe(201);
    expect((await asOne(await createFixture(blog({ sso: { jwks } })), await sign())).status).toBe(503);
    expect((await fixture.list({ site: 'blog' })).body.total).toBe(2);
  });
});

test.each([
  [{ secret: 'short' }, 'identity.sso.secret: Must have at least 32 bytes.'],
  [{}, 'identity.sso.secret: Either'],
  [{ secret, jwks: 'https://blog.example/jwks' }, 'identity.sso.secret: Either'],
  [{ jwks: 'http://blog.example/jwks' }, 'identity.sso.jwks: Must be an https address.'],
  [{ jwks: 'blog.example' }, 'identity.sso.jwks: Must be an https address.'],
  [{ secret, issuer: 'starling' }, 'identity.sso.issuer:'],
])('settings of %o are refused at once', async (sso, message) => {
  await expect(createFixture(blog({ sso }))).rejects.toThrow(message);
});

test('a signature is made by jose as by hand', async () => {
  const said = claims();
  const token = await new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
  expect(forged({ alg: 'HS256' }, said, secret)).toBe(token);
});
