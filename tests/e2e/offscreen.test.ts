import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { fixturePage } from '../support/fixture-comments.js';
import { draw, lastId, loadScript, openRenderPage } from '../support/render-page.js';

let browser: Browser;

beforeAll(async () => {
  // As with a screen reader: without one Chromium makes no accessibility objects for what is not laid out.
  browser = await launchBrowser('--force-renderer-accessibility');
});
afterAll(() => browser?.close());

const words = 'a heron stood where the tide had been';

/** 200 comments, of which the last one, far below the window, says the words. */
async function openLongThread(): Promise<{ page: Page; last: string }> {
  const comments = fixturePage(200);
  const last = lastId(comments);
  const root = comments.comments.at(-1)!;
  const comment = root.replies?.at(-1) ?? root;
  comment.html = `<p>${words}</p>`;
  const options = { kind: 'widget', comments } as const;
  const page = await openRenderPage(browser, options);
  await loadScript(page, options);
  await draw(page, last);
  return { page, last };
}

/** Whether the comment is laid out and drawn, and whether it is in the window. */
const stateOf = (page: Page, id: string) =>
  page.locator(`#comment-${id} > starling-comment`).evaluate((comment) => {
    const article = comment.shadowRoot!.querySelector('article')!;
    const { top, bottom } = comment.getBoundingClientRect();
    return {
      drawn: article.checkVisibility({ contentVisibilityAuto: true }),
      inWindow: top < innerHeight && bottom > 0,
    };
  });

describe('a comment far below the window, which costs no layout', () => {
  test('is skipped until something asks for it', async () => {
    const { page, last } = await openLongThread();
    expect(await stateOf(page, last)).toEqual({ drawn: false, inWindow: false });
    await page.close();
  });

  test('is found by its words', async () => {
    const { page, last } = await openLongThread();
    const found = await page.evaluate(
      (words) => (window as unknown as { find(text: string): boolean }).find(words),
      words,
    );
    expect(found).toBe(true);
    await expect.poll(() => stateOf(page, last)).toEqual({ drawn: true, inWindow: true });
    await page.close();
  });

  test('is in the accessibility tree, with its words and buttons', async () => {
    const { page, last } = await openLongThread();
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const shown = nodes.filter(({ ignored }) => !ignored);
    const roles = (role: string) => shown.filter((node) => node.role?.value === role);
    expect(shown.some(({ name }) => name?.value === words)).toBe(true);
    expect(roles('article')).toHaveLength(200);
    expect(roles('button').filter(({ name }) => /^Reply/.test(name?.value))).toHaveLength(200);
    // Looking did not draw it.
    expect((await stateOf(page, last)).drawn).toBe(false);
    await page.close();
  });

  test('is the next stop of Tab, and in the window then', async () => {
    const { page } = await openLongThread();
    const next = await page.evaluate(() => {
      const list = document.querySelector('starling-comments')!.shadowRoot!.querySelector('starling-comment-list')!;
      const comments = [...list.shadowRoot!.querySelectorAll('starling-comment')];
      const isDrawn = (comment: Element) =>
        comment.shadowRoot!.querySelector('article')!.checkVisibility({ contentVisibilityAuto: true });
      const first = comments.findIndex((comment) => comment.getBoundingClientRect().top > 0 && !isDrawn(comment));
      const buttons = comments[first - 1]!.shadowRoot!.querySelectorAll('button');
      buttons[buttons.length - 1]!.focus();
      return comments[first]!.parentElement!.id.replace('comment-', '');
    });
    // Its author's page or its date, then its buttons.
    const inside = () =>
      page.locator(`#comment-${next} > starling-comment`).evaluate((comment) => {
        const focused = comment.shadowRoot!.activeElement;
        const { top, bottom } = focused?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
        return { name: focused?.localName, inWindow: top >= 0 && bottom <= innerHeight };
      });
    await page.keyboard.press('Tab');
    expect(await inside()).toEqual({ name: 'a', inWindow: true });
    for (let press = 0; press < 3 && (await inside()).name !== 'button'; press++) await page.keyboard.press('Tab');
    expect(await inside()).toEqual({ name: 'button', inWindow: true });
    await page.close();
  });

  test('is printed', async () => {
    const { page, last } = await openLongThread();
    await page.emulateMedia({ media: 'print' });
    // By styles that come after the first view.
    await expect.poll(async () => (await stateOf(page, last)).drawn, { timeout: 5000 }).toBe(true);
    await page.close();
  });
});
