import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../scripts/pictures/draw.js';
import { states } from '../../scripts/pictures/states.js';
import { findings } from '../support/axe.js';
import { launchBrowser } from '../support/demo.js';

/** Of a page, which there is none around the widget here. */
const ofPages = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

// Every state that there are pictures of, but for those that differ in size alone.
const distinct = Object.entries(states).filter(([name]) => !/(1200|768|360|14px|20px|serif|print)$/.test(name));

// Several at once, as each waits some seconds for what comes after a first view.
describe.concurrent('axe finds nothing in the state', () => {
  test.each(distinct)(
    '%s',
    async (_, state) => {
      const opened = await openState(browser, state);
      const page = opened.page as Page;
      // What a reader who is there meets: some of it comes once they have reached the list.
      await page
        .locator('starling-comments')
        .first()
        .hover({ position: { x: 5, y: 5 }, force: true });
      await page.mouse.wheel(0, 1);
      await page.waitForLoadState('networkidle');
      // Axe takes a page without a ground for white.
      await page.addStyleTag({ content: 'html { background: Canvas }' });
      const found = await findings(page, ofPages);
      await opened.close();
      expect(found).toEqual([]);
    },
    120_000,
  );
});
