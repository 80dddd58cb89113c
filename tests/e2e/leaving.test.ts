import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { seededServer, type SeededServer } from '../support/seeded-server.js';

let browser: Browser;
let server: SeededServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), seededServer(1)]);
});
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

const total = async (): Promise<number> =>
  ((await (await fetch(`${server.url}api/v1/comments?thread=a%20thread`)).json()) as { total: number }).total;

describe('a reader who leaves the page', () => {
  test('right after deleting has deleted all the same', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const form = page.locator('starling-comment-form');
    await form.locator('[name=email]').fill('ada@example.org');
    await form.locator('[name=name]').fill('Ada');
    await form.locator('textarea').fill('Not for long.');
    await form.locator('[part~=submit]').click();
    const own = page.locator('starling-comment', { hasText: 'Not for long.' });
    await own.getByRole('button', { name: 'Delete' }).click();
    await page.locator('.panel').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await total()).toBe(2);
    await page.goto('about:blank');
    await expect.poll(total, { timeout: 3000 }).toBe(1);
    await page.close();
  });
});
