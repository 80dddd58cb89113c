import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { onTestFinished } from 'vitest';

export const client = { clientId: 'starling', clientSecret: 'a secret of the client, of many letters' };

export interface OpenIdServer {
  issuer: string;
  /** Signs in as somebody who says yes to everything, as a browser would; gives where it is sent back to. */
  signIn(location: string, login?: string): Promise<URL>;
  /** Answers requests of a path with this status alone, and a page that is no JSON, from now on. */
  failAt(path: string, status: number): void;
}

/** The real OpenID provider, on a port of its own; it believes whatever login it is given. */
export const startOidc = async (
  redirectUri: string,
  /** What it says of somebody, in place of what is usual. */
  said: (id: string) => object = (id) => ({
    name: `${id} of the provider`,
    picture: 'https://provider.example/picture.png',
    email: `${id}@provider.example`,
    email_verified: true,
  }),
): Promise<OpenIdServer> => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'picture'], email: ['email', 'email_verified'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...said(id) }),
    }),
    cookies: { keys: ['a key for tests'] },
  });
  const failures = new Map<string, number>();
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const status = failures.get(new URL(request.url!, issuer).pathname);
    if (status === undefined) return void answer(request, response);
    response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Down</h1>');
  });

  return {
    issuer,
    failAt: (path, status) => void failures.set(path, status),
    signIn: async (location, login = 'ada') => {
      const jar = new Map<string, string>();
      let address = new URL(location);
      let form: URLSearchParams | undefined;
      for (let steps = 0; steps < 12; steps++) {
        if (address.href.startsWith(redirectUri)) return address;
        const response = await fetch(address, {
          redirect: 'manual',
          headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form && { method: 'POST', body: form }),
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          jar.set(name, value);
        }
        form = undefined;
        const next = response.headers.get('location');
        const html = await response.text();
        if (next !== null) address = new URL(next, address);
        else {
          // The forms of its development pages: who one is, then whether that may be told.
          const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(html) ?? [];
          if (!action) throw new Error(`The provider answers: ${html}`);
          address = new URL(action, address);
          form = new URLSearchParams(
            html.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' },
          );
        }
      }
      throw new Error('The provider goes round in circles.');
    },
  };
};
