import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findings } from '../support/axe.js';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';
import { strictPolicy } from '../support/strict-policy.js';

/** Pages of a kind, each with its theme, and a word of its comments. */
const kinds = {
  editorial: 'Odile Marchetti',
  sepia: 'Lorcan',
  github: 'devanand',
  bootstrap: 'G. Petrakis',
  'high-contrast': 'Wend Library',
};
const pages: [path: string, word: string][] = [
  ...Object.entries(kinds).map(([theme, word]): [string, string] => [`/pages/${theme}.html`, word]),
  ['/themes.html', 'Marit'],
  ['/rating.html', 'Stars in your own form'],
  ['/npm.html', 'Marit Solberg'],
];

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop()]));

async function open(path: string, word: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
  onTestFinished(() => page.close());
  await page.goto(demo.url + path);
  await page.getByText(word).first().waitFor();
  return page;
}

describe.each(pages)('%s', (path, word) => {
  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in %s colours',
    async (colorScheme) => {
      const page = await open(path, word, { colorScheme });
      expect(await findings(page)).toEqual([]);
    },
    60_000,
  );

  test('needs no scrolling sideways at 320 pixels', async () => {
    const page = await open(path, word, { viewport: { width: 320, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('works under the strictest policy, which reports nothing', async () => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const reports: string[] = [];
    page.on('console', (message) => message.type() === 'error' && reports.push(message.text()));
    page.on('pageerror', (error) => reports.push(error.message));
    await page.route(demo.url + path, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'Content-Security-Policy': strictPolicy() } });
    });
    await page.goto(demo.url + path);
    await page.getByText(word).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(reports).toEqual([]);
    // It does hold here.
    await page.evaluate(() =>
      document.body.append(Object.assign(document.createElement('style'), { textContent: 'b {}' })),
    );
    await expect.poll(() => reports.length).toBeGreaterThan(0);
  }, 30_000);
});

describe.each(Object.keys(kinds))('the theme %s on a page of its kind', (theme) => {
  test.each(['light', 'dark'] as const)('stands on the page’s own ground, in %s colours', async (colorScheme) => {
    const page = await open(`/pages/${theme}.html`, kinds[theme as keyof typeof kinds], { colorScheme });
    const [ground, field, sends, link] = await page.evaluate(() => {
      const form = document.querySelector('starling-comments')!.shadowRoot!.querySelector('starling-comment-form')!;
      const style = (selector: string) => getComputedStyle(form.shadowRoot!.querySelector(selector)!).backgroundColor;
      const links = [...document.querySelectorAll('a')].map((each) => getComputedStyle(each).color);
      return [getComputedStyle(document.body).backgroundColor, style('textarea'), style('.primary'), links.at(-1)];
    });
    expect(field).toBe(ground);
    expect(sends).toBe(link);
  });

  test('can be written in', async () => {
    const page = await open(`/pages/${theme}.html`, kinds[theme as keyof typeof kinds]);
    await page.getByLabel('Message').fill('So it is');
    await page.getByLabel('Email', { exact: true }).fill('ada@example.org');
    await page.getByLabel('Name', { exact: true }).fill('Ada Reader');
    const stars = page.getByRole('radio', { name: '4 of 5 stars' });
    if (await stars.count()) await stars.check({ force: true });
    await page.getByRole('button', { name: 'Post comment' }).click();
    await page.locator('starling-comment', { hasText: 'So it is' }).getByText('Ada Reader').waitFor();
  });
});
