import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type HostPage, serveHostPage } from '../support/host-page.js';
import { five, journey, placesOf } from '../support/page-swaps.js';
import { type SeededServer, seededServer } from '../support/seeded-server.js';

const require = createRequire(import.meta.url);
const source = (path: string) => readFileSync(require.resolve(path), 'utf8');
const libraries: Record<string, string> = {
  '/turbo.js': source('@hotwired/turbo/dist/turbo.es2017-umd.js'),
  '/htmx.js': source('htmx.org/dist/htmx.js'),
};

let browser: Browser;
let server: SeededServer;
const hosts: HostPage[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), seededServer(1)]);
});
afterAll(() => Promise.all([browser?.close(), server?.stop(), ...hosts.map((host) => host.close())]));

const tag = (thread = 'a thread', more = '') =>
  `<script src="/starling.classic.js" data-server="/" data-thread="${thread}" ${more}></script>`;

/** A site of two pages, each with a link to the other. */
const open = async (head: string, body: string): Promise<Page> => {
  const host = await serveHostPage(
    (path) =>
      libraries[path] ??
      `<!doctype html><html lang="en"><head><title>${path}</title>${head}</head>
       <body><main id="main"><h1>${path}</h1><a href="/one">One</a> <a href="/two">Two</a>${body}</main><p>End</p></body></html>`,
    {},
    server.url.replace(/\/$/, ''),
  );
  hosts.push(host);
  const page = await browser.newPage();
  await page.goto(`${host.url}/one`);
  return page;
};

/**
 * As routers swap a page whose script they have run already: the new body comes in, no script of it runs. Astro's own is
 * tried in tests/peers/astro.test.ts.
 */
const swapBody = (page: Page, path: string) =>
  page.evaluate(async (address) => {
    const text = await (await fetch(address)).text();
    document.body.replaceWith(new DOMParser().parseFromString(text, 'text/html').body);
  }, path);

describe('the loader’s tag, under Turbo', { timeout: 60_000 }, () => {
  const turbo = '<script src="/turbo.js"></script>';

  test('has one element on each page, Back and Forward included', async () => {
    expect(await journey(await open(turbo, tag()))).toEqual(five(['script']));
  });

  test('has one at the end of the body where it stands in the head', async () => {
    expect(await journey(await open(turbo + tag(), ''))).toEqual(five(['p']));
    expect(await journey(await open(turbo + tag('a thread', 'defer'), ''))).toEqual(five(['p']));
  });

  test('has one each where there are two', async () => {
    expect(await journey(await open(turbo, tag() + tag('another')))).toEqual(five(['script', 'script']));
  });
});

describe('the loader’s tag', { timeout: 60_000 }, () => {
  test('has one element after htmx swapped the content, Back and Forward included', async () => {
    const boost = '<script src="/htmx.js"></script>';
    const body = tag();
    const page = await open(boost, `<div hx-boost="true" hx-target="body"><a href="/two">Boosted</a></div>${body}`);
    expect(await placesOf(page, '/one')).toEqual(['script']);
    await page.getByRole('link', { name: 'Boosted' }).click();
    expect(await placesOf(page, '/two')).toEqual(['script']);
    await page.goBack();
    expect(await placesOf(page, '/one')).toEqual(['script']);
  });

  test.each([
    ['in the body', '', tag(), ['script']],
    ['in the head', tag(), '', ['p']],
    ['twice in the body', '', tag() + tag('another'), ['script', 'script']],
  ])('%s has its element where a swap runs no scripts', async (_, head, body, places) => {
    const page = await open(head, body);
    expect(await placesOf(page, '/one')).toEqual(places);
    await swapBody(page, '/two');
    expect(await placesOf(page, '/two')).toEqual(places);
  });

  test('comes back with content that goes away and returns, and is not doubled', async () => {
    const page = await open('', tag());
    expect(await placesOf(page, '/one')).toEqual(['script']);
    await page.evaluate(() => {
      const main = document.querySelector('main')!;
      const kept = main.innerHTML;
      main.innerHTML = '';
      main.innerHTML = kept;
    });
    expect(await placesOf(page, '/one')).toEqual(['script']);
  });

  test('leaves alone what a page moved or took away', async () => {
    const page = await open('', tag());
    await placesOf(page, '/one');
    await page.evaluate(() => document.body.append(document.querySelector('starling-comments')!));
    expect(await placesOf(page, '/one')).toEqual(['p']);
    await page.evaluate(() => document.querySelector('starling-comments')!.remove());
    expect(await placesOf(page, '/one')).toEqual([]);
  });

  test('works as a module too', async () => {
    expect(await placesOf(await open('', tag('a thread', 'type="module"')), '/one')).toEqual(['script']);
  });
});
