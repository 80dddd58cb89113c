import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { serve } from '../../server/src/cli/serve.js';
import type { NodeHandlerOptions } from '../../server/src/cli/node-handler.js';
import { createFixture, type Fixture } from '../server/support/fixture.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

export interface IdentityServer extends Fixture {
  url: string;
}

export interface IdentityServerOptions {
  /** Given the server's address. */
  settings: (url: string) => Partial<NodeHandlerOptions> | Promise<Partial<NodeHandlerOptions>>;
  /** What other paths are answered with. */
  answers?: Record<string, () => string | Promise<string>>;
  /** Of the element. */
  attributes?: string;
}

/** The server and the built widget, on a page of theirs at `/`. */
export const identityServer = async (options: IdentityServerOptions): Promise<IdentityServer> => {
  const { settings, answers = {}, attributes = '' } = options;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
    <script type="module" src="/starling.js"></script>
    <starling-comments server="/" site="blog" thread="a thread" ${attributes}></starling-comments></html>`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const fixture = await createFixture({
    sites: ['blog'],
    widget: dist,
    fallback: async (request) => {
      const { pathname } = new URL(request.url);
      const answer = pathname === '/' ? page : await answers[pathname]?.();
      return answer === undefined ? undefined : new Response(answer, { headers: { 'Content-Type': 'text/html' } });
    },
    ...(await settings(url)),
  });
  const { close } = await serve({ handler: fixture.handler, host: 'localhost', port });
  onTestFinished(close);
  return { ...fixture, url };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
