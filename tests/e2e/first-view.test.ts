import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/demo.js';
import { measureFirstView, totalBytes } from '../support/first-view.js';
import { seededServer } from '../support/seeded-server.js';

const budget = 13 * 1024;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe('the first view of a page with 25 comments, on an empty cache', () => {
  test('and a form that can be typed in and sent fetch at most 13 KiB of scripts and styles, by brotli', async () => {
    const server = await seededServer(30);
    try {
      const { shown, sent } = await measureFirstView(browser, server.url);
      expect(shown.map(({ path }) => path)).toContain('/starling.js');
      expect(totalBytes(shown)).toBeLessThanOrEqual(budget);
      expect(totalBytes(sent), JSON.stringify(sent)).toBeLessThanOrEqual(budget);
    } finally {
      await server.stop();
    }
  });
});
