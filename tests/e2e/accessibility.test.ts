import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from '../support/axe.js';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop()]));

async function open(colorScheme: 'light' | 'dark', path = '/', width = 1000): Promise<Page> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(demo.url + path);
  return page;
}

const states: Record<string, (page: Page) => Promise<unknown>> = {
  'the thread': (page) => page.getByText('Marit Solberg').first().waitFor(),
  'a form sent empty': async (page) => {
    await page.getByRole('button', { name: 'Post comment' }).click();
    await page.getByText('Please enter a message.').waitFor();
  },
  'a form filled in right': async (page) => {
    await page.getByRole('radio', { name: '4 of 5 stars' }).check({ force: true });
    await page.getByLabel('Email', { exact: true }).fill('a@example.org');
    await page.getByLabel('Name', { exact: true }).fill('Ada');
    await page.getByLabel('Message').fill('Hello');
    await page.getByLabel('Message').blur();
    await page.getByText('Looks good!').first().waitFor();
  },
  'an answer being written': async (page) => {
    await page
      .getByRole('button', { name: /^Reply / })
      .first()
      .click();
    await page.locator('.panel starling-comment-form textarea').waitFor();
  },
  'a report being written': async (page) => {
    await page.getByRole('button', { name: 'Report' }).first().click();
    await page.locator('.panel textarea').waitFor();
  },
  'a filtered thread': async (page) => {
    await page.getByRole('button', { name: /^3 stars/ }).click();
    await page.getByText('Only comments with').waitFor();
  },
  'a thread that could not be loaded': async (page) => {
    await page.evaluate(() =>
      document.querySelector('starling-comments')!.setAttribute('server', 'http://localhost:1/'),
    );
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  },
  'an empty thread': async (page) => {
    await page.evaluate(() => document.querySelector('starling-comments')!.setAttribute('thread', 'nothing-yet'));
    await page.getByText('Leave the first review').waitFor();
  },
};

describe.each(['light', 'dark'] as const)('in %s colours axe finds nothing in', (scheme) => {
  test.each(Object.entries(states))(
    '%s',
    async (_, reach) => {
      const page = await open(scheme);
      await page.getByText('Marit Solberg').first().waitFor();
      await reach(page);
      expect(await findings(page)).toEqual([]);
      await page.close();
    },
    60_000,
  );
});

test('nothing needs scrolling sideways at 320 pixels', async () => {
  const page = await open('light', '/', 320);
  await page.getByText('Marit Solberg').first().waitFor();
  await page
    .getByRole('button', { name: /^Reply / })
    .first()
    .click();
  await page.locator('.panel starling-comment-form textarea').waitFor();
  const [content, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(width!);
});

test('fields have at least 16 pixels on a phone, which zooms in at smaller ones', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true });
  await page.goto(demo.url);
  await page.getByText('Marit Solberg').first().waitFor();
  await page.addStyleTag({ content: '.comments { font-size: 12px !important }' });
  const sizes = await page.locator('starling-comments').evaluate((element) => {
    const found: string[] = [];
    for (const outer of element.shadowRoot!.querySelectorAll('*'))
      for (const field of outer.shadowRoot?.querySelectorAll('input, textarea, select') ?? [])
        if (!field.matches('[type=checkbox]')) found.push(getComputedStyle(field).fontSize);
    return found;
  });
  expect(new Set(sizes)).toEqual(new Set(['16px']));
  expect(sizes.length).toBeGreaterThan(3);
  await page.close();
});

test('every control is at least 24 pixels high and wide, or has that room', async () => {
  const page = await open('light');
  await page.getByText('Marit Solberg').first().waitFor();
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('button, select, input:not([type=radio]), textarea, label:has([type=radio])')) continue;
        const { width, height } = (
          element.matches('[type=checkbox]') ? element.closest('label')! : element
        ).getBoundingClientRect();
        if (width && (width < 24 || height < 24)) found.push(`${element.outerHTML.slice(0, 80)} ${width}x${height}`);
      }
    };
    visit(document.querySelector('starling-comments')!.shadowRoot!);
    return found;
  });
  expect(small).toEqual([]);
});
