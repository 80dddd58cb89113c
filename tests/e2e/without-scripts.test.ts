import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findings } from '../support/axe.js';
import { launchBrowser } from '../support/demo.js';
import { seededServer, type SeededServer } from '../support/seeded-server.js';

let browser: Browser;
let server: SeededServer;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await seededServer(30);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const address = (more = '') => `${server.url}thread?thread=a+thread${more}`;

test.each(['', '&theme=dark', '&locale=ar', '&locale=de&posted=pending'])(
  'axe finds nothing on the page of a thread (%s)',
  async (more) => {
    const page = await browser.newPage({ bypassCSP: true });
    onTestFinished(() => page.close());
    await page.goto(address(more));
    expect(await findings(page)).toEqual([]);
  },
);

test('a reader without scripts writes, is told what is missing, and that it waits', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(address());
  expect(await page.locator('.starling-thread > ol > li').count()).toBe(25);
  await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Message').fill('Without any script');
  await page.waitForTimeout(2100);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByText('Please enter email address.').waitFor();
  expect(await page.getByLabel('Message').inputValue()).toBe('Without any script');
  await page.getByLabel('Email').fill('ada@example.org');
  await page.waitForTimeout(2100);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByRole('status').waitFor();
  expect(await page.getByRole('status').textContent()).toContain('waits for a moderator');
  await page.getByRole('link', { name: 'Show more' }).click();
  await expect.poll(() => page.locator('.starling-thread > ol > li').count()).toBe(5);
  expect(errors.filter((text) => !text.includes('422'))).toEqual([]);
});
