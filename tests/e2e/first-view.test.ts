import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/demo.js';
import { fixturePage } from '../support/fixture-comments.js';
import { measureFirstView, totalBytes } from '../support/first-view.js';
import { draw, lastId, loadScript, openRenderPage } from '../support/render-page.js';
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

  test('is drawn without those parts of Intl that take 10 ms and more at their first use', async () => {
    const comments = fixturePage(25);
    const names = ['Анна Ильина', 'Élodie', '松本 葵', '🇳🇴 Nora', '@ada', 'नेहा'];
    comments.comments.forEach(({ author }, index) => (author.name = names[index % names.length]!));
    const page = await openRenderPage(browser, { kind: 'widget', comments });
    // What loads after the first view may use them.
    await page.route('**/chunks/**', (route) => route.abort());
    const used = await page.evaluateHandle(() => {
      const used: string[] = [];
      const watch = (object: object, name: string) => {
        const original = Reflect.get(object, name) as (...values: unknown[]) => unknown;
        Reflect.set(
          object,
          name,
          new Proxy(original, {
            construct(target, values, self) {
              used.push(name);
              return Reflect.construct(target, values, self) as object;
            },
            apply(target, self, values) {
              used.push(name);
              return Reflect.apply(target, self, values);
            },
          }),
        );
      };
      for (const name of ['NumberFormat', 'DateTimeFormat', 'RelativeTimeFormat', 'Segmenter', 'ListFormat'])
        watch(Intl, name);
      for (const name of ['maximize', 'minimize', 'getNumberingSystems', 'getTextInfo'])
        if (name in Intl.Locale.prototype) watch(Intl.Locale.prototype, name);
      for (const { prototype } of [Date, Number]) watch(prototype, 'toLocaleString');
      new Intl.Segmenter();
      return used;
    });
    await loadScript(page, { kind: 'widget', comments });
    await draw(page, lastId(comments));
    expect(await used.jsonValue(), 'the watch itself, and nothing else').toEqual(['Segmenter']);
    await page.close();
  });
});
