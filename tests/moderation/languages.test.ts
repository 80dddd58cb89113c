import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ar } from '../../server/moderation/texts/ar.js';
import { de } from '../../server/moderation/texts/de.js';
import { en } from '../../server/moderation/texts/en.js';
import { launchBrowser } from '../support/demo.js';
import { findings } from '../support/axe.js';
import { type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'all'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
  for (const body of ['Number three', 'Number two', 'Number one']) await server.write(body);
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

/** Names and signs, which may be the same everywhere. */
const untranslated = new Set(['why.akismet', 'countMost', 'itemLabel']);

test.each(Object.entries({ ar, de }))('%s has every text, with what is filled in, and every plural', (tag, table) => {
  const texts = table as Record<string, string | undefined>;
  const missing = Object.keys(en).filter((key) => !texts[key] && !untranslated.has(key));
  expect(missing).toEqual([]);
  const filled = (text: string) => text.match(/\{\w+\}/g)?.toSorted() ?? [];
  for (const [key, text] of Object.entries(en)) {
    // One and two may be words.
    if (texts[key] && !key.endsWith('.one')) expect([key, filled(texts[key])]).toEqual([key, filled(text)]);
  }
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.filter((each) => each !== 'zero');
  const same = new Set(['selected']);
  for (const key of Object.keys(en).filter((key) => key.endsWith('.other'))) {
    const name = key.replace('.other', '');
    if (same.has(name)) continue;
    for (const category of categories)
      expect([`${name}.${category}`, texts[`${name}.${category}`]]).not.toContain(undefined);
  }
});

const isWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('in Arabic the page', () => {
  test.each([
    { width: 1300, height: 900 },
    { width: 390, height: 800 },
  ])('is written from right to left, and fits, at %o', async (viewport) => {
    const page = await signIn(browser, server, { locale: 'ar-EG', viewport, reducedMotion: 'reduce' });
    await page.locator('moderation-item').first().waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['ar-EG', 'rtl']);
    const item = page.locator('moderation-item').first();
    await item.getByRole('button', { name: 'موافقة' }).waitFor();
    expect(await isWide(page)).toBe(false);
    expect(await findings(page)).toEqual([]);
    const [first, last] = ['موافقة', 'حذف'].map((name) => item.getByRole('button', { name, exact: true }));
    expect((await first!.boundingBox())!.x).toBeGreaterThan((await last!.boundingBox())!.x);
    await item.locator('starling-comment').click();
    await page.locator('moderation-detail').getByText('الشخص', { exact: true }).waitFor();
    expect(await isWide(page)).toBe(false);
    await page.context().close();
  });
});
