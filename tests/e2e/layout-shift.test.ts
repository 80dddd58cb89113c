import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/demo.js';
import { fixturePage } from '../support/fixture-comments.js';
import { shiftsOf } from '../support/layout-shifts.js';
import { draw, lastId, loadScript, openRenderPage } from '../support/render-page.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const paragraph = `<p>${'The flock turned once more above the reeds, and nobody said a word. '.repeat(8)}</p>`;
const article = `<!doctype html>
  <html lang="en">
    <meta charset="utf-8">
    <title>An article</title>
    <style>body { max-width: 40rem; margin: auto } footer { padding: 2rem; background: #eee }</style>
    <body>
      <article><h1>An article</h1>${paragraph.repeat(12)}</article>
      <main></main>
      <footer><p>About this site. Imprint. Contact.</p></footer>
    </body>
  </html>`;

/** Where the reader is while the comments are on their way. */
const places = {
  'in the article': 'article',
  'at the form': 'starling-comment-form',
  'where the comments will be': 'starling-comment-list',
};

describe('comments that arrive half a second late, between an article and a footer', () => {
  test.each(Object.entries(places))('move nothing that a reader sees who is %s', async (_, place) => {
    const comments = fixturePage(30);
    const options = { kind: 'widget', comments, html: article, delay: 500 } as const;
    const page = await openRenderPage(browser, options);
    await loadScript(page, options);
    const visible = draw(page, lastId(comments));
    await page
      .locator(place)
      .first()
      .evaluate((element) => element.scrollIntoView());
    await visible;
    await page.waitForLoadState('networkidle');
    expect(await shiftsOf(page)).toEqual([]);
    await page.close();
  });

  test('are seen to move it where they do: an element put above is a shift', async () => {
    const page = await openRenderPage(browser, { kind: 'widget', comments: fixturePage(1), html: article });
    await page.waitForTimeout(100);
    await page.evaluate(() => {
      const banner = document.createElement('div');
      banner.style.height = '200px';
      document.body.prepend(banner);
    });
    await page.waitForTimeout(100);
    expect(await shiftsOf(page)).not.toEqual([]);
    await page.close();
  });
});
