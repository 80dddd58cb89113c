import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';
import { type HostPage, serveHostPage } from '../support/host-page.js';

let demo: Demo;
let browser: Browser;
const hosts: HostPage[] = [];
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop(), ...hosts.map((host) => host.close())]));

/** A page of another site with `body`, and what it asks the demo for. */
async function open(body: string, path = '/'): Promise<{ page: Page; asked: string[] }> {
  const host = await serveHostPage(
    `<!doctype html><html lang="en"><head><title>Host</title><link rel="stylesheet" href="data:text/css,"></head><body>${body}</body></html>`,
  );
  hosts.push(host);
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  const asked: string[] = [];
  page.on('request', (request) => request.url().startsWith(demo.url) && asked.push(new URL(request.url()).pathname));
  await page.goto(host.url + path);
  return { page, asked };
}

const thread = () => `data-thread="${demo.url}/"`;
const far = '<div id="far" style="height: 5000px"></div>';
const come = (page: Page) =>
  page.evaluate(() => void (document.querySelector<HTMLElement>('#far')!.style.height = '10px'));

describe('the drop-in on a page of another site', () => {
  test('appears after its own tag, with every attribute as data', async () => {
    const { page } = await open(
      `<main><script src="${demo.url}/starling.classic.js" data-server="${demo.url}" ${thread()} data-sort="oldest"></script><p id="after">After</p></main>`,
    );
    await page.locator('starling-comment').first().waitFor();
    expect(await page.locator('starling-comment [part=author]').first().innerText()).toBe('Marit Solberg');
    expect(await page.evaluate(() => document.querySelector('starling-comments')!.nextElementSibling!.id)).toBe(
      'after',
    );
  });

  test('loads nothing but the loader until the reader comes near, where it is lazy', async () => {
    const { page, asked } = await open(
      `${far}<script src="${demo.url}/starling.classic.js" data-server="${demo.url}" ${thread()} data-loading="lazy" defer></script>`,
    );
    await page.waitForTimeout(500);
    expect(asked).toEqual(['/starling.classic.js']);
    await come(page);
    await page.getByText('Marit Solberg').first().waitFor();
  });

  test('loads at once in spite of that for a permalink', async () => {
    const { page } = await open(
      `${far}<script src="${demo.url}/starling.classic.js" data-server="${demo.url}" ${thread()} data-loading="lazy"></script>`,
      '/#comment-unknown',
    );
    await page.getByText('Marit Solberg').first().waitFor();
  });

  test('as a module asks the backend for nothing until then', async () => {
    const { page, asked } = await open(
      `${far}<starling-comments server="${demo.url}" thread="${demo.url}/" loading="lazy"></starling-comments><script type="module" src="${demo.url}/starling.js"></script>`,
    );
    await page.waitForTimeout(500);
    expect(asked.filter((path) => !path.startsWith('/chunks/begin-thread'))).toEqual(['/starling.js']);
    await come(page);
    await page.getByText('Marit Solberg').first().waitFor();
  });

  test('needs one script and one answer for its first view', async () => {
    const { page, asked } = await open(
      `<starling-comments server="${demo.url}" thread="${demo.url}/"></starling-comments><script type="module" src="${demo.url}/starling.js"></script>`,
    );
    await page.getByText('Marit Solberg').first().waitFor();
    await page.waitForTimeout(300);
    // What comes once the view has been there for a while may be here by then.
    const first = asked.filter((path) => !/\/(after-view|direction)-/.test(path));
    expect(first.sort()).toEqual(['/api/v1/comments', '/starling.js']);
  });

  test('keeps room until it is there, and says so where it can’t be loaded', async () => {
    const host = await serveHostPage(
      `<!doctype html><html lang="en"><head><title>Host</title></head><body><script src="${demo.url}/starling.classic.js" data-server="${demo.url}"></script></body></html>`,
    );
    hosts.push(host);
    const page = await browser.newPage();
    let refuse: () => void = () => undefined;
    await page.route('**/starling.js', async (route) => {
      await new Promise<void>((resolve) => (refuse = resolve));
      await route.abort();
    });
    await page.goto(host.url);
    const height = () =>
      page.locator('starling-comments').evaluate((element) => element.getBoundingClientRect().height);
    expect(await height()).toBe(24 * 16);
    refuse();
    await page.getByText('Comments failed to load.').waitFor();
    expect(await height()).toBeLessThan(40);
  });

  test('warns of an address with a query, and not of one without', async () => {
    const warningsOf = async (query: string, count: number) => {
      const { page } = await open(
        `<starling-comments server="${demo.url}" thread="${demo.url}/"></starling-comments><script type="module" src="${demo.url}/starling.js${query}"></script>`,
      );
      const warnings: string[] = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      await page.reload();
      await page.getByText('Marit Solberg').first().waitFor();
      // The page before the reload may still say it, too.
      const found = () => [...new Set(warnings.filter((text) => text.includes('query')))];
      if (count) await expect.poll(found, { timeout: 10_000 }).toHaveLength(count);
      await page.waitForTimeout(1000);
      return found();
    };
    expect(await warningsOf('?v=2', 1)).toHaveLength(1);
    expect(await warningsOf('', 0)).toEqual([]);
  });

  test('can be on a page twice without harm', async () => {
    const { page } = await open(
      `<script src="${demo.url}/starling.classic.js" data-server="${demo.url}" ${thread()}></script><script type="module" src="${demo.url}/starling.js?again"></script>`,
    );
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.getByText('Marit Solberg').first().waitFor();
    expect(faults).toEqual([]);
  });
});
