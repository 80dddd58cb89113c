import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { aReader, type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated(), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

let page: Page | undefined;
afterEach(() => page?.context().close());

const item = (text: string) => page!.locator('moderation-item', { hasText: text });
const dialog = () => page!.getByRole('dialog');
const fits = () => page!.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describe('a new ban', () => {
  test('of a person takes along what they wrote, and that is taken back', async () => {
    const eve = aReader();
    for (const n of [1, 2, 3])
      await server.write(`Buy, number ${n}`, { token: eve, name: 'Eve', thread: { id: `${n}` } });
    await server.write('By somebody else');
    page = await signIn(browser, server, { path: '?list=published' });
    await item('Buy, number 3').locator('starling-comment').click();
    await page.getByRole('button', { name: 'Ban…' }).click();
    await dialog().getByLabel('Comments from before').selectOption('become spam');
    await dialog().getByRole('button', { name: 'Ban', exact: true }).click();
    await page.getByText('3 comments marked as spam.').waitFor();
    // The list stays as it is, and says what became of them.
    for (const n of [1, 2, 3]) await item(`Buy, number ${n}`).getByText('Marked as spam').waitFor();
    await item('By somebody else').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back.').waitFor();
    await page.getByRole('button', { name: 'Look for new ones' }).click();
    await item('Buy, number 1').getByRole('button', { name: 'Spam' }).waitFor();
  });

  test('of a word holds what has it, also where no list is shown, on a phone too', async () => {
    await server.write('A good casino');
    page = await signIn(browser, server, { ...phone, path: '?view=bans' });
    await page.getByRole('button', { name: 'New ban' }).click();
    await dialog().getByLabel('Word').fill('casino');
    await dialog().getByLabel('Comments from before').selectOption('are held');
    expect(await fits()).toBe(true);
    await dialog().getByRole('button', { name: 'Ban', exact: true }).click();
    await page.getByText('Comment held.').waitFor();
    await page.goto(`${server.url}/moderation`);
    await item('A good casino').waitFor();
  });
});

describe('spam', () => {
  test('is emptied after a question, for good, and no more than the filters leave', async () => {
    for (const name of ['heron', 'stork']) {
      await server.decide('spam', await server.write(`Spam of the ${name}`, { thread: { id: name, title: name } }));
    }
    page = await signIn(browser, server, { path: '?list=spam&thread=heron' });
    await page.getByRole('button', { name: 'Empty spam…' }).click();
    await dialog().getByText('All spam that the filters leave').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await item('Spam of the heron').waitFor();
    await page.getByRole('button', { name: 'Empty spam…' }).click();
    await dialog().getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Comment deleted for good.').waitFor();
    expect(await page.locator('moderation-notice').getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.goto(`${server.url}/moderation?list=spam`);
    await item('Spam of the stork').waitFor();
    expect(await item('Spam of the heron').count()).toBe(0);
    await page.goto(`${server.url}/moderation?view=log`);
    await page.getByText('Deleted for good').waitFor();
  });
});

describe('the days on which comments were written', () => {
  const today = () => new Date().toLocaleDateString('sv');
  const tomorrow = () => new Date(Date.now() + 86_400_000).toLocaleDateString('sv');

  test.each([
    ['on a desk', {}],
    ['on a phone', phone],
  ])('narrow the list, and the address keeps them, %s', async (_, options) => {
    const text = `Written today ${Math.random()}`;
    await server.write(text);
    page = await signIn(browser, server, { ...options, path: '?list=published' });
    const list = page.locator('moderation-queue-head');
    await list.getByRole('button', { name: 'Dates' }).click();
    const from = page.getByRole('textbox', { name: 'From' });
    const { x, width } = (await page.getByRole('group', { name: 'Dates' }).boundingBox())!;
    expect([x >= 0, x + width <= page.viewportSize()!.width, await fits()]).toEqual([true, true, true]);
    await from.fill(tomorrow());
    await page.getByText('No comments match.').waitFor();
    await from.fill(today());
    await item(text).waitFor();
    await page.getByRole('textbox', { name: 'Until' }).fill(today());
    await expect.poll(() => new URL(page!.url()).search).toBe(`?list=published&from=${today()}&to=${today()}`);
    await page.keyboard.press('Escape');
    await page.reload();
    await item(text).waitFor();
    await page.getByRole('button', { name: /^Remove the filter/ }).click();
    await expect.poll(() => new URL(page!.url()).search).toBe('?list=published');
  });
});
