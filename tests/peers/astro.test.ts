import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type HostPage, serveHostPage } from '../support/host-page.js';
import { five, journey } from '../support/page-swaps.js';
import { testRouters } from '../support/router-threads.js';
import { type SeededServer, seededServer } from '../support/seeded-server.js';
import { packPeer } from './pack-peer.js';

const version = '7.3.5';

/** What `<ClientRouter />` puts into a page: the script of its own file, bundled as Astro's build does. */
const bundleRouter = async (): Promise<string> => {
  const astro = await packPeer('astro', version);
  const source = await readFile(join(astro, 'components/ClientRouter.astro'), 'utf8');
  const parts = ['router', 'types', 'events', 'swap-functions'];
  /** What Astro's Vite plugins give. */
  const modules: Record<string, string> = {
    'client-router': /<script>([^]*)<\/script>/.exec(source)![1]!,
    'astro:transitions/client': parts.map((part) => `export * from '${astro}/dist/transitions/${part}.js';`).join('\n'),
    'astro/virtual-modules/prefetch.js': 'export const init = () => {};',
    'virtual:astro:adapter-config/client': 'export const internalFetchHeaders = {};',
  };
  const bundle = await rolldown({
    input: 'client-router',
    transform: { define: { 'import.meta.env.SSR': 'false', 'import.meta.env.DEV': 'false' } },
    plugins: [
      {
        name: 'astro',
        resolveId: (id) => (id in modules ? `\0${id}` : undefined),
        load: (id) => (id.startsWith('\0') ? { code: modules[id.slice(1)]!, moduleType: 'ts' } : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return output[0].code;
};

let bundling: Promise<string> | undefined;
const router = () => (bundling ??= bundleRouter());

const head = `<meta name="astro-view-transitions-enabled" content="true">
<meta name="astro-view-transitions-fallback" content="animate"><script src="/router.js" defer></script>`;

testRouters([
  {
    name: `Astro ${version}`,
    router: async () => ({
      name: 'Astro',
      script: await router(),
      head,
      keep: 'data-astro-transition-persist="comments"',
      link: '',
      main: '',
      swapsHead: true,
    }),
  },
]);

describe('the loader’s tag, under the view transitions of Astro', { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: SeededServer;
  const hosts: HostPage[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), seededServer(1)]);
  });
  afterAll(() => Promise.all([browser?.close(), server?.stop(), ...hosts.map((host) => host.close())]));

  const tag = (thread = 'a thread') =>
    `<script src="/starling.classic.js" data-server="/" data-thread="${thread}"></script>`;

  const open = async (more: string, body: string): Promise<Page> => {
    const script = await router();
    const host = await serveHostPage(
      (path) =>
        path === '/router.js'
          ? script
          : `<!doctype html><html lang="en"><head><title>${path}</title>${head}${more}</head>
             <body><main><h1>${path}</h1><a href="/one">One</a> <a href="/two">Two</a>${body}</main><p>End</p></body></html>`,
      {},
      server.url.replace(/\/$/, ''),
    );
    hosts.push(host);
    const page = await browser.newPage();
    await page.goto(`${host.url}/one`);
    return page;
  };

  test.each([
    ['in the body', '', tag(), ['script']],
    ['in the head', tag(), '', ['p']],
    ['twice in the body', '', tag() + tag('another'), ['script', 'script']],
  ])('%s has its element on each page, Back and Forward included', async (_, more, body, places) => {
    expect(await journey(await open(more, body))).toEqual(five(places));
  });
});
