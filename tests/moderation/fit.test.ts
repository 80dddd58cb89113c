import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const longAddress = `https://a.example/${'a-long-path/'.repeat(12)}`;
let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'all'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
  await server.decide('approve', await server.write('About herons'));
  await server.write(`See ${longAddress}`, { name: 'Hanneke Visser of the pier', rating: 4 });
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

const isWide = (locator: Locator) =>
  locator.evaluate(({ scrollWidth, clientWidth }: HTMLElement) => scrollWidth > clientWidth);

test('a form beside the list is as wide as there is room, however long the words in it', async () => {
  const page = await signIn(browser, server);
  await page.locator('moderation-item').first().waitFor();
  for (const key of ['e', 'r']) {
    await page.keyboard.press(key);
    await page.locator('moderation-detail textarea').waitFor();
    expect(await isWide(page.locator('section.detail')), key).toBe(false);
    await page.keyboard.press('Escape');
  }
  await page.context().close();
});

test('on a phone the box that selects a comment covers nothing of it', async () => {
  const page = await signIn(browser, server, phone);
  const item = page.locator('moderation-item').first();
  const box = (await item.getByRole('checkbox').boundingBox())!;
  for (const part of ['author', 'time', 'stars', 'body']) {
    const { x, width } = (await item.locator(`[part~="${part}"]`).first().boundingBox())!;
    expect(x + width, part).toBeLessThanOrEqual(box.x);
  }
  await page.context().close();
});

test('on a phone words of the log and of bans are not broken into letters', async () => {
  const page = await signIn(browser, server, { ...phone, path: '?view=log' });
  const link = page.getByRole('link', { name: 'a comment' }).first();
  expect((await link.boundingBox())!.height).toBeLessThan(30);
  expect(await isWide(page.locator('moderation-log-view .scrolling'))).toBe(false);
  await page.goto(`${server.url}/moderation?view=bans`);
  await page.getByRole('button', { name: 'New ban' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Word').fill('casino-of-the-year');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByRole('button', { name: 'Lift' }).waitFor();
  expect(await isWide(page.locator('moderation-bans-view .scrolling'))).toBe(false);
  await page.context().close();
});

test('a search that finds nothing in one list goes on in all of them', async () => {
  const page = await signIn(browser, server);
  await page.getByRole('searchbox').fill('herons');
  await page.getByRole('button', { name: 'Search all lists' }).click();
  await page.locator('moderation-item', { hasText: 'About herons' }).waitFor();
  expect(new URL(page.url()).search).toBe('?list=all&q=herons');
  await page.context().close();
});
