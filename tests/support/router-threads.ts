import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './demo.js';
import type { HostPage } from './host-page.js';
import { canonicals, expectedThread, markElement, openRouterSite, threadOf, type Router } from './router-site.js';
import { type SeededServer, seededServer } from './seeded-server.js';

/** Tests that the thread follows the page under real routers, while the element stays. */
export const testRouters = (all: readonly { name: string; router: () => Promise<Router> }[]): void => {
  let browser: Browser;
  let server: SeededServer;
  const hosts: HostPage[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), seededServer(1)]);
  });
  afterAll(() => Promise.all([browser?.close(), server?.stop(), ...hosts.map((host) => host.close())]));

  describe.each(all)('under $name the element stays, and its thread is that of the page', ({ router: load }) => {
    test.each(Object.entries(canonicals))(
      'where %s',
      async (_, canonicalOf) => {
        const router = await load();
        const { page, host } = await openRouterSite(browser, router, canonicalOf, server.url);
        hosts.push(host);
        const expectThread = async (path: string) => {
          await page.locator('h1', { hasText: path }).waitFor();
          const thread = expectedThread(path, host, router, canonicalOf);
          // Within a second, and what the browser needs to draw the page.
          await expect.poll(() => threadOf(page), { timeout: 2500 }).toEqual({ id: thread, stayed: true, count: 1 });
        };
        await page.locator('starling-comments textarea').waitFor();
        await markElement(page);
        await expectThread('/one');
        // The page follows the reader only once it was drawn and looked at.
        await page.waitForTimeout(700);
        await page.getByRole('link', { name: 'Two' }).click();
        await expectThread('/two');
        const field = page.locator('starling-comments textarea');
        await field.fill('About the second');
        await page.goBack();
        await expectThread('/one');
        expect(await field.inputValue()).toBe('');
        await page.goForward();
        await expectThread('/two');
        await expect.poll(() => field.inputValue()).toBe('About the second');
      },
      60_000,
    );
  });
};
