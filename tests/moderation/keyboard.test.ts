import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

let server: ModeratedServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'all'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
  for (const body of ['Number four', 'Number three', 'Number two', 'Number one']) await server.write(body);
  page = await signIn(browser, server);
  await page.getByText('Number one').first().waitFor();
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

const item = (text: string) => page.locator('moderation-item', { hasText: text });
const press = (key: string) => page.keyboard.press(key);
/** Whether the comment that keys act on says so. */
const isCurrent = (text: string) => page.locator('moderation-item[current]', { hasText: text }).waitFor();

test('goes through the list, and the focus with it', async () => {
  await press('j');
  await isCurrent('Number two');
  const focused = await page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return [element?.localName, element?.getAttribute('role'), element?.getAttribute('aria-label')];
  });
  expect(focused).toEqual(['moderation-item', 'article', expect.stringMatching(/^Ada, .*, Waits$/)]);
  await page.locator('moderation-detail').getByText('Number two').waitFor();
  await press('k');
  await press('k');
  await isCurrent('Number one');
});

test('decides on what is current, and goes on to the next', async () => {
  await press('a');
  await item('Number one').getByText('Approved', { exact: true }).waitFor();
  await isCurrent('Number two');
  await press('s');
  await item('Number two').getByText('Marked as spam', { exact: true }).waitFor();
  await press('d');
  await item('Number three').getByText('Deleted', { exact: true }).waitFor();
  await isCurrent('Number four');
  // What was deleted is read still, until it can't be taken back any more.
  await item('Number three').getByText('Number three', { exact: true }).waitFor();
});

test('takes back, the last first', async () => {
  await press('u');
  await item('Number three').getByRole('button', { name: 'Approve' }).waitFor();
  await press('u');
  await item('Number two').getByRole('button', { name: 'Approve' }).waitFor();
  await item('Number one').getByText('Approved', { exact: true }).waitFor();
});

test('selects, decides on all of these, and clears', async () => {
  await press('x');
  await press('k');
  await press('x');
  await page.getByText('2 selected').waitFor();
  await press('h');
  await page.getByText(/It is so already/).waitFor();
  await press('X');
  await page.getByText('4 selected').waitFor();
  await press('Escape');
  await page.getByText('4 selected').waitFor({ state: 'detached' });
});

test('shows its keys, which can be switched off for those who speak', async () => {
  await press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard and help' });
  await help.getByText('Next comment').waitFor();
  // In a dialog, keys are the dialog's.
  await press('j');
  await isCurrent('Number three');
  await help.getByRole('checkbox').uncheck();
  await press('Escape');
  await help.waitFor({ state: 'hidden' });
  await press('k');
  await press('j');
  await press('a');
  await isCurrent('Number three');
  expect(await item('Number three').getByText('Approved', { exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Keyboard and help' }).click();
  await help.getByRole('checkbox').check();
  await press('Escape');
});

test('leaves keys with Ctrl, Alt or ⌘ to the browser', async () => {
  const undecided = () => page.locator('moderation-item').getByRole('button', { name: 'Approve' }).count();
  const before = await undecided();
  expect(before).toBeGreaterThan(0);
  for (const key of ['Control+a', 'Alt+d', 'Meta+s']) await press(key);
  await page.waitForTimeout(300);
  expect(await undecided()).toBe(before);
});
