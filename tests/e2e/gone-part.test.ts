import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop()]));

test('a reader whose page is older than the server is told so, and finds what they typed after a reload', async () => {
  const page = await (await browser.newContext()).newPage();
  // With Save-Data nothing is there ahead of its need.
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await page.route('**/chunks/writing-*', (route) => route.fulfill({ status: 404, body: 'not found' }));
  await page.goto(demo.url);
  const form = page.locator('starling-comment-form').first();
  await form.getByLabel('Message').waitFor();
  await form.getByLabel('Message').fill('Typed on a page of yesterday.');
  await form.getByRole('button', { name: 'Post comment' }).click();
  await form.getByText('This page is out of date. Your text is kept. Reload.').waitFor({ timeout: 20_000 });
  await page.unroute('**/chunks/writing-*');
  await page.reload();
  await expect.poll(() => form.getByLabel('Message').inputValue()).toBe('Typed on a page of yesterday.');
}, 60_000);

test('what follows the page is asked for again where it did not come', async () => {
  const page = await (await browser.newContext()).newPage();
  let refused = 0;
  await page.route('**/chunks/follow-page-*', (route) => (refused++ === 0 ? route.abort() : route.continue()));
  await page.goto(demo.url);
  await page.locator('starling-comment').first().waitFor();
  await expect.poll(() => refused, { timeout: 20_000 }).toBe(2);
  await page.evaluate(() => history.pushState({}, '', '/another-page'));
  await expect.poll(() => page.locator('starling-comment').count(), { timeout: 10_000 }).toBe(0);
}, 60_000);
