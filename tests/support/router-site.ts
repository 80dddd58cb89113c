import type { Browser, Page } from 'playwright-core';
import type { StarlingComments } from '../../src/define.js';
import { type HostPage, serveHostPage } from './host-page.js';

/** How a router is put into a page, and how a page keeps an element under it. */
export interface Router {
  name: string;
  /** The script, and what the head has for it. */
  script: string;
  head: string;
  /** Attributes of an element that stays. */
  keep: string;
  /** Attributes of what links stand in, and of the content that changes. */
  link: string;
  main: string;
  /** Whether the new page's head comes in too. */
  swapsHead: boolean;
}

/** Which pages say a canonical address, on another host than they are served from. */
export const canonicals: Record<string, (path: string) => string | undefined> = {
  'no page has a canonical link': () => undefined,
  'each page has its canonical link': (path) => `https://canon.example${path}`,
  'only the first has one, which is left over': (path) =>
    path === '/one' ? `https://canon.example${path}` : undefined,
};

/** A site of two pages under a router, each with the comments that stay in place and take their thread from the page. */
export const openRouterSite = async (
  browser: Browser,
  router: Router,
  canonicalOf: (path: string) => string | undefined,
  upstream: string,
): Promise<{ page: Page; host: HostPage }> => {
  const host = await serveHostPage(
    (path) => {
      if (path === '/router.js') return router.script;
      const canonical = canonicalOf(path);
      return `<!doctype html><html lang="en"><head><title>${path}</title>
        ${canonical ? `<link rel="canonical" href="${canonical}">` : ''}${router.head}
        <script type="module" src="/starling.js"></script></head>
        <body><main id="main" ${router.main}><h1>${path}</h1>
        <nav ${router.link}><a href="/one">One</a> <a href="/two">Two</a></nav></main>
        <starling-comments id="comments" server="/" ${router.keep}></starling-comments></body></html>`;
    },
    {},
    upstream.replace(/\/$/, ''),
  );
  const page = await browser.newPage();
  await page.goto(`${host.url}/one`);
  return { page, host };
};

/** Marks the element, so that it is known again. */
export const markElement = (page: Page): Promise<void> =>
  page.locator('starling-comments').evaluate((element) => void Object.assign(element, { marked: true }));

/** The thread of the one element there is, and whether it is that which was marked. */
export const threadOf = (page: Page): Promise<{ id: string | undefined; stayed: boolean; count: number }> =>
  page.evaluate(() => {
    const all = document.querySelectorAll<StarlingComments & { marked?: true }>('starling-comments');
    const [first] = all;
    return { id: first?.store?.target.thread.id, stayed: first?.marked === true, count: all.length };
  });

/** What the element's thread is on a page: that of its canonical link, if the page itself has come with one. */
export const expectedThread = (
  path: string,
  { url }: HostPage,
  router: Router,
  canonicalOf: (path: string) => string | undefined,
): string => {
  const canonical = router.swapsHead || path === '/one' ? canonicalOf(path) : undefined;
  return canonical ?? `${url.replace('http:', 'https:')}${path}`;
};
