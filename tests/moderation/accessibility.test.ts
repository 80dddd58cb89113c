import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { findings } from '../support/axe.js';
import { type ModeratedServer, openPage, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

/** What each test finds waiting. */
const held: string[] = [];
let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'links'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
  const root = await server.write('A root', { rating: 4 });
  held.push(await server.write('Held for https://a.example/ and `code`', { parent: root }));
  held.push(await server.write('Also held: https://b.example/', { name: '松本 葵' }));
  await server.report(root, 'Not nice');
  await server.decide('spam', await server.write('Spam from https://c.example/'));
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

const states: Record<string, (page: Page) => Promise<unknown>> = {
  'the list of what waits, and what one of it answers': async (page) => {
    await page.keyboard.press('j');
    await page.locator('moderation-detail .beside').waitFor();
  },
  'a selection': async (page) => {
    await page.keyboard.press('X');
    await page.getByText('2 selected').waitFor();
  },
  'a decision with its notice': async (page) => {
    await page.keyboard.press('s');
    await page.getByText('Comment marked as spam.').waitFor();
    await page.locator('moderation-notice').waitFor();
  },
  'what was reported': async (page) => {
    await page.getByRole('link', { name: /Reported/ }).click();
    await page.getByText('Not nice').first().waitFor();
  },
  'all, with their states': async (page) => {
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await page.locator('moderation-item .tag').first().waitFor();
  },
  'an empty list': async (page) => {
    await page.getByRole('link', { name: 'Deleted' }).click();
    await page.getByText('Nothing was deleted.').waitFor();
  },
  'a list that could not be loaded': async (page) => {
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Deleted' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  },
  'the log': async (page) => {
    await page.getByRole('link', { name: 'Log' }).click();
    await page.locator('moderation-log-view table').waitFor();
  },
  'a reply being written': async (page) => {
    await page.keyboard.press('r');
    await page.getByLabel(/^Your reply/).waitFor();
  },
  'an edit': async (page) => {
    await page.keyboard.press('e');
    await page.getByLabel('Text').waitFor();
  },
  'what erases a person': async (page) => {
    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'the threads, and one being renamed': async (page) => {
    await page.getByRole('link', { name: 'Threads' }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'a new ban': async (page) => {
    await page.getByRole('link', { name: 'Bans' }).click();
    await page.getByRole('button', { name: 'New ban' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'a choice of dates': async (page) => {
    await page.getByRole('button', { name: 'Dates' }).click();
    await page.getByRole('textbox', { name: 'From' }).waitFor();
  },
  'what empties the spam': async (page) => {
    await page.getByRole('link', { name: /^Spam/ }).click();
    await page.getByRole('button', { name: 'Empty spam…' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'the statistics': async (page) => {
    await page.getByRole('link', { name: 'Statistics' }).click();
    await page.getByText('As a table').click();
    await page.locator('moderation-stats-view td').first().waitFor();
  },
  'the help': async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  'the account': async (page) => {
    await page.getByRole('button', { name: 'Account of olga' }).click();
    await page.getByRole('dialog').waitFor();
  },
};

const schemes = ['light', 'dark'] as const;

describe('axe finds nothing in light colours, nor in dark ones, in', () => {
  test.each(schemes)('the form that signs in, in %s colours', async (colorScheme) => {
    const page = await openPage(browser, server, { colorScheme });
    await page.getByLabel('Login').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  test.each(Object.entries(states))('%s', async (_, reach) => {
    const page = await signIn(browser, server, { colorScheme: 'light', reducedMotion: 'reduce' });
    await page.locator('moderation-item').first().waitFor();
    try {
      await reach(page);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect(await findings(page), `in ${colorScheme} colours`).toEqual([]);
      }
    } finally {
      await page.context().close();
      await server.decide('hold', ...held);
    }
  });
});

test('nothing needs scrolling sideways at 320 pixels, and every control has room for a finger', async () => {
  const page = await signIn(browser, server, { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
  await page.locator('moderation-item').first().waitFor();
  const look = () =>
    page.evaluate(() => {
      const small: string[] = [];
      const visit = (root: ParentNode) => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) visit(element.shadowRoot);
          if (!element.matches('button, select, input, nav a')) continue;
          const target = element.matches('[type=checkbox]') ? element.closest('label')! : element;
          const { width, height } = target.getBoundingClientRect();
          if (width && (width < 44 || height < 24)) small.push(`${element.outerHTML.slice(0, 80)} ${width}x${height}`);
        }
      };
      visit(document);
      const { scrollWidth, clientWidth } = document.documentElement;
      return { small, isWide: scrollWidth > clientWidth };
    });
  expect(await look()).toEqual({ small: [], isWide: false });
  await page.locator('moderation-item starling-comment').first().click();
  await page.locator('moderation-detail').getByText('The person').waitFor();
  expect(await look()).toEqual({ small: [], isWide: false });
  expect(await findings(page)).toEqual([]);
  await page.context().close();
});

test('says which comment is current where colours are forced', async () => {
  const page = await signIn(browser, server, { forcedColors: 'active' });
  const border = await page
    .locator('moderation-item[current]')
    .evaluate((element) => getComputedStyle(element).borderInlineStartWidth);
  expect(border).toBe('4px');
  await page.context().close();
});
