import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/demo.js';
import { measureFirstView, totalBytes } from '../support/first-view.js';
import { seededServer } from '../support/seeded-server.js';

/** Bytes. `sent` has everything that typing and sending load: validation, drafts, counter and texts. */
const budgets = { shown: 17_920, sent: 24_576 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe('the first view of a page with 25 comments, on an empty cache', () => {
  test('fetches no more scripts and styles, by brotli, than its budget, nor does writing and sending a comment', async () => {
    const server = await seededServer(30);
    try {
      const { shown, sent } = await measureFirstView(browser, server.url);
      expect(shown.map(({ path }) => path)).toContain('/starling.js');
      expect(totalBytes(shown)).toBeLessThanOrEqual(budgets.shown);
      expect(totalBytes(sent), JSON.stringify(sent)).toBeLessThanOrEqual(budgets.sent);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
