import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { aReader, type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

let server: ModeratedServer;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'starling-journey-'));
  const config = join(folder, 'starling.json');
  writeFileSync(config, JSON.stringify({ spam: { keepNetwork: 7 } }));
  const options = ['--moderation', 'first', '--config', config];
  [server, browser] = await Promise.all([startModerated(...options), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner', '--name', 'Olga of the reeds');
  for (const body of ['Cheap watches here', 'Something else entirely']) await server.write(body);
}, 180_000);
afterAll(async () => {
  await Promise.all([browser?.close(), server?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test('what a reader writes is held, found by a search, approved by keyboard and answered with the badge', async () => {
  const reader = await browser.newPage();
  await reader.goto(server.url);
  await reader.getByLabel('Name', { exact: true }).fill('Marit');
  await reader.getByLabel('Message').fill('Does anybody count the bitterns?');
  await reader.getByRole('button', { name: 'Post comment' }).click();
  await reader.getByText('Thank you! Your comment waits for a moderator.').waitFor();
  const other = await browser.newPage();
  await other.goto(server.url);
  await other.getByText('Leave the first review').waitFor();
  expect(await other.getByText('bitterns').count()).toBe(0);

  const page = await signIn(browser, server);
  await page.locator('moderation-item').first().waitFor();
  expect(await page.locator('moderation-item').count()).toBe(3);
  await page.keyboard.press('/');
  await page.keyboard.type('bittern');
  await page.keyboard.press('Enter');
  await page.locator('moderation-item', { hasText: 'watches' }).waitFor({ state: 'detached' });
  const found = page.locator('moderation-item', { hasText: 'bitterns' });
  await found.getByText('First comment').waitFor();
  await page.keyboard.press('a');
  await found.getByText('Approved', { exact: true }).waitFor();
  await page.keyboard.press('r');
  await page.getByLabel('Your reply, in public, as Olga of the reeds').waitFor();
  await page.keyboard.type('We do, each *April*.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Your reply is published.').waitFor();
  await page.locator('moderation-detail').getByText('Answers to it').waitFor();

  // Neither page is loaded anew: what is new is told by a button, and what was waiting is shown where it stands.
  for (const readers of [reader, other]) {
    await readers.getByRole('button', { name: /new comment/ }).click();
    await readers.getByText('Does anybody count the bitterns?').waitFor();
    const answer = readers.locator('starling-comment', { hasText: 'We do, each' });
    await answer.getByText('Olga of the reeds').waitFor();
    await answer.getByText('Owner', { exact: true }).waitFor();
  }
  const own = reader.locator('starling-comment', { hasText: 'Does anybody count' });
  await expect.poll(() => own.getByText('Waits for a moderator').count()).toBe(0);
  await page.goto(`${server.url}/moderation?q=watches`);
  await page.locator('moderation-item', { hasText: 'watches' }).waitFor();
  await page.keyboard.press('s');
  await page.getByText('Comment marked as spam.').waitFor();
  await page.getByRole('link', { name: /^Spam/ }).click();
  await page.locator('moderation-item', { hasText: 'Cheap watches here' }).waitFor();
  await page.context().close();
});

test('the next of a kind that was marked as spam waits, and says why', async () => {
  const offer = 'Replica watches of all the famous brands, half price this week only, sent to every country';
  const [one, another] = [aReader(), aReader()];
  // Both are known, so that nothing else holds what they write.
  for (const token of [one, another]) {
    await server.decide('approve', await server.write('I have been here before, and like it', { token }));
  }
  await server.write(offer, { token: one });
  const page = await signIn(browser, server, { path: '?list=all&q=replica' });
  await page.locator('moderation-item', { hasText: 'half price this week' }).waitFor();
  await page.keyboard.press('s');
  await page.getByText('Comment marked as spam.').waitFor();

  await server.write(`${offer} today!`, { token: another });
  await page.goto(`${server.url}/moderation?q=replica`);
  const held = page.locator('moderation-item', { hasText: 'today!' });
  await held.getByText('Like spam').waitFor();
  await page.locator('moderation-detail').getByText('It is nearly the same as spam.').waitFor();
  await page.context().close();
});

test('what was typed is there again after a look at another comment', async () => {
  const page = await signIn(browser, server, { path: '?list=all' });
  await page.locator('moderation-item').first().waitFor();
  await page.keyboard.press('r');
  await page.getByLabel(/^Your reply/).fill('Half a thought');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('r');
  expect(await page.getByLabel(/^Your reply/).inputValue()).toBe('Half a thought');
  await page.context().close();
});

test('a moderator mends what somebody wrote, and the log has what was there before', async () => {
  await server.write('My number is 555 1234', { name: 'Careless' });
  const page = await signIn(browser, server);
  await page.locator('moderation-item', { hasText: 'My number' }).locator('starling-comment').click();
  await page.keyboard.press('e');
  await page.getByLabel('Text').fill('My number is gone');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('moderation-item', { hasText: 'My number is gone' }).waitFor();
  await page.getByRole('link', { name: 'Log' }).click();
  const row = page.locator('moderation-log-view tr', { hasText: 'Edited' });
  await row.locator('del', { hasText: 'My number is 555 1234' }).waitFor();
  await row.locator('ins', { hasText: 'My number is gone' }).waitFor();
  await page.context().close();
});

test('a thread is renamed and closed, and then takes no more comments', async () => {
  await server.write('Of the pier', { thread: { id: 'pier', title: 'On the pier' } });
  const page = await signIn(browser, server, { path: '?view=threads' });
  await page.getByLabel('Title, address or id').fill('pier');
  const thread = page.locator('moderation-threads-view li');
  await page.locator('li', { hasText: 'On reeds' }).waitFor({ state: 'detached' });
  await thread.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Under the pier');
  await page.getByRole('button', { name: 'Save' }).click();
  await thread.getByText('Under the pier').waitFor();
  await thread.getByRole('button', { name: 'Close' }).click();
  await page.getByText('“Under the pier” is closed.').waitFor();
  await expect(server.write('Too late', { thread: { id: 'pier' } })).rejects.toThrow('403');
  await thread.getByRole('button', { name: 'Its comments' }).click();
  await page.locator('moderation-item', { hasText: 'Of the pier' }).waitFor();
  await page.context().close();
});

test('a thread is merged into another, and its old id leads there', async () => {
  await server.write('Of the old reeds', { thread: { id: 'old-reeds', title: 'On old reeds' } });
  await server.write('Of the new reeds', { thread: { id: 'new-reeds', title: 'On new reeds' } });
  const page = await signIn(browser, server, { path: '?view=threads' });
  const old = page.locator('moderation-threads-view li', { hasText: 'On old reeds' });
  await old.getByRole('button', { name: 'Move' }).click();
  await page.getByLabel('Id to move it to, or address of the page').fill('new-reeds');
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await page.getByText('It is “On new reeds” now.').waitFor();
  await old.waitFor({ state: 'detached' });
  await page.goto(`${server.url}/moderation?thread=old-reeds`);
  await page.locator('moderation-item', { hasText: 'Of the old reeds' }).waitFor();
  await page.locator('moderation-item', { hasText: 'Of the new reeds' }).waitFor();
  await page.context().close();
});

test('a banned word makes spam, with its reason, until the ban is lifted', async () => {
  const page = await signIn(browser, server, { path: '?view=bans' });
  await page.getByRole('button', { name: 'New ban' }).click();
  await page.getByLabel('Word, domain or address').fill('roulette');
  await page.getByLabel('Note').fill('casino spam');
  await page.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByRole('cell', { name: 'casino spam' }).waitFor();
  await server.write('Play roulette tonight');
  await page.getByRole('link', { name: /^Spam/ }).click();
  const spam = page.locator('moderation-item', { hasText: 'roulette' });
  await spam.getByText('Banned').waitFor();
  await page.locator('moderation-detail').getByText('It is banned (word).').waitFor();
  await page.getByRole('link', { name: 'Bans' }).click();
  await page.getByRole('button', { name: 'Lift' }).click();
  await page.getByText('Nothing and nobody is banned.').waitFor();
  await page.context().close();
});

test('a network is banned from beside a comment, and what comes from there next is spam', async () => {
  const network = 30_000;
  await server.write('From a network of its own', { network, name: 'Nettle' });
  const page = await signIn(browser, server);
  await page.locator('moderation-item', { hasText: 'a network of its own' }).locator('starling-comment').click();
  await page.locator('moderation-detail').getByRole('button', { name: 'Ban…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ban Nettle' });
  await dialog.locator('#kind').selectOption('network');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText('Banned.', { exact: true }).waitFor();
  await server.write('Somebody else from there', { network, name: 'Dock' });
  await page.goto(`${server.url}/moderation?list=spam&q=somebody`);
  await page.locator('moderation-item', { hasText: 'Somebody else from there' }).waitFor();
  await page.locator('moderation-detail').getByText('It is banned (network).').waitFor();
  await page.context().close();
});

test('a person is banned from beside their comment, exported and erased', async () => {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  await server.write('I will be a pest', { token, name: 'Pest' });
  const page = await signIn(browser, server);
  await page.locator('moderation-item', { hasText: 'a pest' }).locator('starling-comment').click();
  const detail = page.locator('moderation-detail');
  await detail.getByRole('button', { name: 'Ban…' }).click();
  await page.getByRole('dialog', { name: 'Ban Pest' }).getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText('Banned.', { exact: true }).waitFor();
  await server.write('A pest again', { token, name: 'Pest' });
  await page.goto(`${server.url}/moderation?list=spam`);
  await page.locator('moderation-item', { hasText: 'A pest again' }).waitFor();
  const loading = page.waitForEvent('download');
  await detail.getByRole('link', { name: 'Export' }).click();
  expect(readFileSync(await (await loading).path(), 'utf8')).toContain('I will be a pest');
  await detail.getByRole('button', { name: 'Erase…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true }).click();
  await page.getByText('Erased, with 2 comments.').waitFor();
  await page.goto(`${server.url}/moderation?list=all&q=pest`);
  await page.getByText('No comments match.').waitFor();
  await page.context().close();
});

test('what comes is told at once and moves nothing; what others decide is told where it stands', async () => {
  const id = await server.write('Being read');
  const page = await signIn(browser, server);
  const read = page.locator('moderation-item', { hasText: 'Being read' });
  await read.waitFor();
  const before = await read.boundingBox();
  await server.write('Just came');
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  expect(await read.boundingBox()).toEqual(before);
  await server.decide('approve', id);
  await read.getByText('Approved · key test').waitFor();
  await page.keyboard.press('.');
  await page.locator('moderation-item[current]', { hasText: 'Just came' }).waitFor();
  await read.waitFor();
  await page.context().close();
});

test('the statistics count what was written today', async () => {
  const page = await signIn(browser, server, { path: '?view=stats' });
  await page.getByText('As a table').click();
  const today = page.locator('moderation-stats-view tbody tr').first();
  expect(Number(await today.locator('td').nth(1).innerText())).toBeGreaterThan(0);
  await page.getByRole('button', { name: '90 days' }).click();
  await expect.poll(() => page.locator('moderation-stats-view tbody tr').count()).toBe(90);
  await page.context().close();
});

test('beside a comment stands what its author wrote besides, and all of it is a click away', async () => {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  for (const body of ['Once', 'Twice']) await server.write(body, { token, name: 'Prolific' });
  const page = await signIn(browser, server);
  const detail = page.locator('moderation-detail');
  await page.locator('moderation-item', { hasText: 'Twice' }).locator('starling-comment').click();
  await detail.getByText('1 more of theirs waits.').waitFor();
  await detail.getByRole('link', { name: 'Once' }).waitFor();
  await detail.getByRole('button', { name: 'See all of this person' }).click();
  await page.getByRole('button', { name: 'Remove the filter Only by Prolific' }).waitFor();
  await expect.poll(() => page.locator('moderation-item').count()).toBe(2);
  await page.context().close();
});
