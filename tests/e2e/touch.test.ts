import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openState } from '../../scripts/pictures/draw.js';
import { states } from '../../scripts/pictures/states.js';
import { launchBrowser } from '../support/demo.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Comes to the list, by whatever the reader has. */
const reach = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^Reply/ })
    .first()
    .focus();
  await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
};
const opacity = (page: Page) =>
  page.getByRole('button', { name: 'Copy', exact: true }).evaluate((button) => getComputedStyle(button).opacity);

test('what shows under the pointer shows always where nothing hovers', async () => {
  const { page, close } = await openState(browser, {
    ...states['rich-360']!,
    media: { hasTouch: true, isMobile: true },
  });
  await reach(page);
  expect(await page.evaluate(() => matchMedia('(hover: none)').matches)).toBe(true);
  expect(await opacity(page)).toBe('1');
  await close();
});

test('and elsewhere under the pointer, or with the focus', async () => {
  const { page, close } = await openState(browser, states['rich-768']!);
  await reach(page);
  expect(await opacity(page)).toBe('0');
  await page.locator('pre').hover();
  expect(await opacity(page)).toBe('1');
  await page.mouse.move(0, 0);
  expect(await opacity(page)).toBe('0');
  await page.getByRole('button', { name: 'Copy', exact: true }).focus();
  expect(await opacity(page)).toBe('1');
  await close();
});
