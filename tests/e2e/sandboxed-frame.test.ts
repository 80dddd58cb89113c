import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { dropIn, type SeededServer, seededServer } from '../support/seeded-server.js';

let server: SeededServer;
let browser: Browser;
beforeAll(async () => {
  const framed = dropIn.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const page = `<!doctype html><title>Host</title><iframe sandbox="allow-scripts allow-forms" width="900" height="2000" srcdoc="${framed}"></iframe>`;
  [server, browser] = await Promise.all([seededServer(3, page), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

// Its origin is `null`, which no server can list: it may read, and not write.
test('in a frame with sandbox a comment that can’t be sent is no matter of the connection, and what was typed stays', async () => {
  const page = await browser.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.goto(server.url);
  const frame = page.frameLocator('iframe');
  await frame.locator('starling-comment').first().waitFor();
  const form = frame.locator('starling-comment-form');
  await form.getByLabel('Email', { exact: true }).fill('ada@example.org');
  await form.getByLabel('Name', { exact: true }).fill('Ada');
  await form.getByLabel('Message').fill('Words from a frame');
  await form.getByRole('button', { name: 'Post comment' }).click();
  await form.getByText('Comments are not set up correctly on this page.').waitFor({ timeout: 20_000 });
  expect(await form.getByLabel('Message').inputValue()).toBe('Words from a frame');
  await expect.poll(() => warnings.join('\n')).toContain('sandbox="allow-scripts allow-same-origin"');
});
