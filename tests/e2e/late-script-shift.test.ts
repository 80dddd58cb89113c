import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { shiftsOf } from '../support/layout-shifts.js';
import { type SeededServer, seededServer } from '../support/seeded-server.js';

const paragraph = '<p>The flock turned once more above the reeds, and nobody said a word. Then it was gone.</p>';

/** An article of so many paragraphs, the comments, and a footer right under them. */
const article = (paragraphs: number, widget: string) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>An article</title>
  <style>
    body { max-width: 40rem; margin: auto }
    footer { padding: 2rem; background: #eee }
    starling-comments:not(:defined) { display: block; min-height: 24em }
  </style>
  <article><h1>An article</h1>${paragraph.repeat(paragraphs)}</article>
  ${widget}
  <footer>${paragraph.repeat(3)}</footer>
</html>`;

const widgets = {
  'script tag': '<script src="/starling.classic.js" data-server="/" data-thread="a thread"></script>',
  element:
    '<script type="module" src="/starling.js"></script><starling-comments server="/" thread="a thread"></starling-comments>',
};
const widths = [390, 1280];
const cases = Object.keys(widgets).flatMap((kind) =>
  widths.map((width) => [kind as keyof typeof widgets, width] as const),
);

let browser: Browser;
/** With comments, and with none. */
let servers: { full: SeededServer; empty: SeededServer };

beforeAll(async () => {
  const [full, empty] = await Promise.all([seededServer(30), seededServer(0)]);
  servers = { full, empty };
  browser = await launchBrowser();
});
afterAll(() => Promise.all([browser?.close(), servers?.full.stop(), servers?.empty.stop()]));

/** The page as a slow network brings it: the script after a second, the comments a second later. */
const openSlowly = async (
  { url }: SeededServer,
  paragraphs: number,
  kind: keyof typeof widgets,
  width: number,
): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const delayed = (pattern: string, delay: number) =>
    page.route(pattern, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue();
    });
  await delayed('**/starling.js', 1000);
  await delayed('**/api/v1/comments?*', 1000);
  const body = article(paragraphs, widgets[kind]);
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  return page;
};

const total = (shifts: { value: number }[]) => shifts.reduce((sum, { value }) => sum + value, 0);

// Several at once, as each waits for what is slow.
describe.concurrent('a script that comes after a second, and its comments a second later', { timeout: 60_000 }, () => {
  // Where the room kept for them reaches the end of what is seen.
  test.each(cases)('move nothing by the %s at %i px', async (kind, width) => {
    const page = await openSlowly(servers.full, 12, kind, width);
    await page.locator('starling-comment').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await shiftsOf(page)).toEqual([]);
    await page.close();
  });

  const lengths = cases.flatMap(([kind, width]) => [5, 12].map((paragraphs) => [kind, width, paragraphs] as const));
  test.each(lengths)(
    'move little for an empty thread by the %s at %i px under %i paragraphs',
    async (kind, width, paragraphs) => {
      const page = await openSlowly(servers.empty, paragraphs, kind, width);
      await page.getByText('Leave the first review').waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      const shifts = await shiftsOf(page);
      expect(total(shifts), JSON.stringify(shifts)).toBeLessThanOrEqual(0.1);
      await page.close();
    },
  );
});
