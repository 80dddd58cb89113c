import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { serveHostPage } from '../support/host-page.js';
import { dropIn, seededServer } from '../support/seeded-server.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('with the clock a year ahead and the server elsewhere times are right, and one’s own comment can be edited', async () => {
  let html = '';
  const host = await serveHostPage(() => html);
  const server = await seededServer(2, dropIn, ['--origin', host.url]);
  html = dropIn.replaceAll('"/', `"${server.url}`);
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const { now } = Date;
      Date.now = () => now() + 365 * 86_400_000;
    });
    await page.goto(host.url);
    const times = async () => {
      await page.locator('time').first().waitFor();
      return page.locator('time').allInnerTexts();
    };
    expect(await times()).not.toContainEqual(expect.stringMatching(/year|month/));

    await page.getByLabel('Email', { exact: true }).fill('ada@example.org');
    await page.getByLabel('Name', { exact: true }).fill('Ada');
    await page.getByLabel('Message').fill('Written in time.');
    await page.getByRole('button', { name: 'Post comment' }).click();
    const own = page.locator('starling-comment', { hasText: 'Written in time.' });
    await own.getByRole('button', { name: 'Edit' }).waitFor();
    // By the Date of the answers alone.
    await page.reload();
    await own.getByRole('button', { name: 'Edit' }).waitFor();
    expect(await times()).not.toContainEqual(expect.stringMatching(/year|month/));
    await page.close();
  } finally {
    await Promise.all([host.close(), server.stop()]);
  }
}, 60_000);
