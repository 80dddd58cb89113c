import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { onTestFinished } from 'vitest';

/** A secret that a site shares with the server. */
export const secret = 'a secret of at least thirty-two bytes';

/** Seconds since 1970. */
export const seconds = (now = Date.now()): number => Math.floor(now / 1000);

const ada = (): JWTPayload => ({
  iss: 'https://blog.example',
  sub: 'ada',
  aud: 'blog',
  name: 'Ada Lovelace',
  iat: seconds(),
  exp: seconds() + 3600,
});

/** A token of the site's own; a claim that is undefined is left out. */
export const aSiteToken = (change: JWTPayload = {}, key = secret, alg = 'HS256'): Promise<string> =>
  new SignJWT({ ...ada(), ...change }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));

/** Headers of a request by somebody who is signed in. */
export const identified = async (change?: JWTPayload): Promise<{ headers: { 'Starling-Identity': string } }> => ({
  headers: { 'Starling-Identity': await aSiteToken(change) },
});

/** Keys that a site publishes, and tokens by them. */
export const startKeys = async (alg: string) => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg, use: 'sig' };
  const requests: string[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(state.status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  return {
    jwks: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    jwk,
    requests,
    /** What the keys are answered with from now on. */
    answerWith: (status: number) => void (state.status = status),
    close,
    sign: (change: JWTPayload = {}, header: { alg?: string; kid?: string } = {}) =>
      new SignJWT({ ...ada(), ...change }).setProtectedHeader({ alg, kid: 'one', ...header }).sign(privateKey),
  };
};
