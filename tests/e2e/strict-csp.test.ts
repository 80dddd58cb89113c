import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';
import { type HostPage, serveHostPage } from '../support/host-page.js';
import { strictPolicy } from '../support/strict-policy.js';

const pageWith = (server: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Strict</title><script type="module" src="${server}/starling.js"></script></head>
<body><main><starling-comments server="${server || '/'}" thread="strict"></starling-comments></main></body></html>`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Everything that a first visitor does, and what the browser reported meanwhile. */
async function visit(page: Page, url: string): Promise<string[]> {
  const reports: string[] = [];
  page.on(
    'console',
    (message) =>
      /Content Security Policy|TrustedHTML|TrustedScript/.test(message.text()) && reports.push(message.text()),
  );
  page.on('pageerror', (error) => reports.push(error.message));
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    addEventListener('securitypolicyviolation', (event) =>
      heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(url);
  const form = page.locator('starling-comment-form').first();
  await form.getByRole('radio', { name: '5 of 5 stars' }).check({ force: true });
  await form.getByLabel('Email', { exact: true }).fill('strict@example.org');
  await form.getByLabel('Name', { exact: true }).fill('Strict');
  await form.getByLabel('Message').fill('With *words*, `code` and https://example.org/');
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.locator('em', { hasText: 'words' }).waitFor();
  await form.getByRole('button', { name: 'Post comment' }).click();
  const own = page.locator('starling-comment').first();
  await own.locator('em', { hasText: 'words' }).waitFor({ timeout: 20_000 });
  await own.getByRole('button', { name: /^Reply / }).click();
  await page.locator('.panel').getByRole('button', { name: 'Cancel' }).click();
  await own.getByRole('button', { name: 'Edit' }).click();
  await page.locator('.panel textarea').fill('With **other** words');
  await page.locator('.panel').getByRole('button', { name: 'Save' }).click();
  await own.locator('strong', { hasText: 'other' }).waitFor();
  await own.getByRole('button', { name: 'Delete' }).click();
  await page.locator('.panel').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('This comment was deleted.').first().waitFor();
  return [...reports, ...(await page.evaluate(() => (window as unknown as { heard: string[] }).heard))];
}

describe('a page under the strictest policy', () => {
  let demo: Demo;
  let host: HostPage;
  beforeAll(async () => {
    demo = await startDemo();
    host = await serveHostPage(pageWith(''), { 'Content-Security-Policy': strictPolicy() }, demo.url);
  });
  afterAll(() => Promise.all([host?.close(), demo?.stop()]));

  test('reports nothing', async () => {
    expect(await visit(await browser.newPage(), host.url)).toEqual([]);
  }, 60_000);

  test('reports nothing in an engine without setHTML', async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      delete (Document as { parseHTML?: unknown }).parseHTML;
      delete (Element.prototype as { setHTML?: unknown }).setHTML;
    });
    expect(await visit(page, host.url)).toEqual([]);
  }, 60_000);

  test('does report what is not allowed: the check can fail', async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () =>
        document.body.append(Object.assign(document.createElement('style'), { textContent: 'b{color:red}' })),
      );
    });
    expect(await visit(page, host.url)).not.toEqual([]);
  }, 60_000);
});

describe('a page with the drop-in from another origin', () => {
  let demo: Demo;
  let host: HostPage;
  beforeAll(async () => {
    let page = '';
    let policy = '';
    const headers = {
      get 'Content-Security-Policy'() {
        return policy;
      },
    };
    host = await serveHostPage(() => page, headers);
    demo = await startDemo('--origin', host.url);
    page = pageWith(demo.url);
    policy = strictPolicy(demo.url);
  });
  afterAll(() => Promise.all([host?.close(), demo?.stop()]));

  test('reports nothing under the strictest policy that names it', async () => {
    expect(await visit(await browser.newPage(), host.url)).toEqual([]);
  }, 60_000);
});
