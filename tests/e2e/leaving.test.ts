import type { Browser, Page } from 'playwright-core';
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

describe('a reader who leaves the page', { timeout: 60_000 }, () => {
  test('right after deleting has deleted all the same', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const form = page.locator('starling-comment-form');
    await form.locator('[name=email]').fill('ada@example.org');
    await form.locator('[name=name]').fill('Ada');
    await form.locator('textarea').fill('Not for long.');
    await form.locator('[part~=submit]').click();
    const own = page.locator('starling-comment', { hasText: 'Not for long.' });
    // What deletes is fetched with the question, and is there before a reader has read it.
    const fetched = page.waitForResponse((response) => response.url().includes('/mine?'));
    await own.getByRole('button', { name: 'Delete' }).click();
    await fetched;
    await page.locator('.panel').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await total()).toBe(2);
    await page.goto('about:blank');
    await expect.poll(total, { timeout: 20_000 }).toBe(1);
    await page.close();
  });
});

describe('a reader without a network', { timeout: 60_000 }, () => {
  const write = async (page: Page, text: string) => {
    await page.goto(server.url);
    const form = page.locator('starling-comment-form');
    await form.locator('[name=email]').fill('ada@example.org');
    await form.locator('[name=name]').fill('Ada');
    await form.locator('textarea').fill(text);
    // What writing needs is fetched after the first view.
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await form.locator('[part~=submit]').click();
    await form.getByText('You are offline. Your comment is sent once you are back online.').waitFor();
    return form;
  };

  test('is told, and what they wrote is sent once there is one again', async () => {
    const page = await (await browser.newContext()).newPage();
    const before = await total();
    const form = await write(page, 'From a tunnel.');
    await page.context().setOffline(false);
    await form.getByText('Thank you! Your comment is posted.').waitFor();
    await page.locator('starling-comment', { hasText: 'From a tunnel.' }).waitFor();
    expect(await total()).toBe(before + 1);
    await page.context().close();
  });

  test('can call it off, and goes on with the text', async () => {
    const page = await (await browser.newContext()).newPage();
    const before = await total();
    const form = await write(page, 'Better not.');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await page.context().setOffline(false);
    await page.waitForTimeout(500);
    expect(await form.locator('textarea').inputValue()).toBe('Better not.');
    expect(await total()).toBe(before);
    await page.context().close();
  });

  test('is asked first after a reload', async () => {
    const page = await (await browser.newContext()).newPage();
    const before = await total();
    await write(page, 'After a while.');
    const context = page.context();
    // A page that is closed has its network back for a moment, and sends. So it is left before, and for good.
    await page.evaluate(() => addEventListener('unload', () => {}));
    await page.goto('about:blank');
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(server.url);
    const form = again.locator('starling-comment-form');
    await form.getByText('You were offline, and your comment was not sent. Send it now?').waitFor();
    await again.waitForTimeout(500);
    expect(await total()).toBe(before);
    await form.locator('[part~=submit]').click();
    await form.getByText('Thank you! Your comment is posted.').waitFor();
    expect(await total()).toBe(before + 1);
    await context.close();
  });
});
