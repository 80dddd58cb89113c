import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import {
  aReader,
  aThread,
  type ModeratedServer,
  openPage,
  password,
  signIn,
  startModerated,
} from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'all'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner', '--name', 'Olga of the reeds');
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

let page: Page | undefined;
afterEach(async () => {
  // Each test leaves an empty list of what waits.
  await page?.context().close();
  await server.clear();
});

const published = async (): Promise<string> =>
  (await fetch(`${server.url}/api/v1/comments?${new URLSearchParams({ thread: aThread.id })}`)).text();
const item = (text: string) => page!.locator('moderation-item', { hasText: text });

describe('signing in', () => {
  test('says what is wrong, then shows the list of what waits', async () => {
    await server.write('Good evening');
    page = await openPage(browser, server);
    await page.getByLabel('Login').fill('olga');
    await page.getByLabel('Password').fill('not this one at all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Login or password is wrong.').waitFor();
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await item('Good evening').waitFor();
    expect(await page.title()).toBe('(1) Moderation');
    await page.reload();
    await item('Good evening').waitFor();
  });

  test('ends by signing out, after which nothing of it is shown', async () => {
    await server.write('Good evening');
    await server.addModerator('nora', '--name', 'Nora of the pier');
    page = await signIn(browser, server, { login: 'nora' });
    await item('Good evening').waitFor();
    await page.getByRole('button', { name: 'Account of Nora of the pier' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Login').waitFor();
    await page.reload();
    await page.getByLabel('Login').waitFor();
    expect(await item('Good evening').count()).toBe(0);
  });

  test('again, where the session ended meanwhile, goes on where one was', async () => {
    await server.write('Good evening');
    page = await signIn(browser, server);
    // Nothing else is on its way that would find the session gone.
    await page.getByText('Nothing else.').waitFor();
    await page.context().clearCookies();
    await item('Good evening').getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('You were signed out.').waitFor();
    await dialog.getByLabel('Login').fill('olga');
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await item('Good evening').getByRole('button', { name: 'Approve' }).click();
    await item('Good evening').getByText('Approved', { exact: true }).waitFor();
  });

  test('by a password that one changes oneself', async () => {
    await server.addModerator('ines');
    page = await signIn(browser, server, { login: 'ines' });
    await page.getByRole('button', { name: 'Account of ines' }).click();
    const change = async (old: string, next: string) => {
      await page!.getByLabel('Present password').fill(old);
      await page!.getByLabel('New password').fill(next);
      await page!.getByRole('button', { name: 'Change password' }).click();
    };
    await change('something else', 'another one, and long');
    await page.getByText('This is not your present password.').waitFor();
    await change(password, 'password123');
    await page.getByText('This password is too easy to guess.').waitFor();
    await change(password, 'another one, and long');
    await page.getByText('Your password is changed.').waitFor();
    const sent = await fetch(`${server.url}/api/v1/moderation/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.url },
      body: JSON.stringify({ name: 'ines', password: 'another one, and long' }),
    });
    expect(sent.status).toBe(204);
  });
});

describe('deciding', () => {
  test('publishes, and stands where it was until the list is fetched anew', async () => {
    await server.write('The first of two');
    await server.write('The second of two');
    page = await signIn(browser, server);
    const before = await item('The first of two').boundingBox();
    await item('The second of two').getByRole('button', { name: 'Approve' }).click();
    await item('The second of two').getByText('Approved', { exact: true }).waitFor();
    expect(await item('The first of two').boundingBox()).toEqual(before);
    await expect.poll(published).toContain('The second of two');
    expect(await published()).not.toContain('The first of two');
    await page.getByRole('button', { name: 'Look for new ones' }).click();
    await item('The second of two').waitFor({ state: 'detached' });
  });

  test('is taken back from the notice, by the item’s button, and after a reload', async () => {
    await server.write('Once and again');
    page = await signIn(browser, server);
    const approve = async () => {
      await item('Once and again').getByRole('button', { name: 'Approve' }).click();
      await item('Once and again').getByText('Approved', { exact: true }).waitFor();
    };
    await approve();
    await page.locator('moderation-notice').getByRole('button', { name: 'Undo' }).click();
    await item('Once and again').getByRole('button', { name: 'Approve' }).waitFor();
    expect(await published()).not.toContain('Once and again');
    await approve();
    await item('Once and again').getByRole('button', { name: 'Undo' }).click();
    await item('Once and again').getByRole('button', { name: 'Approve' }).waitFor();
    await approve();
    await page.reload();
    await page.getByText('Nothing waits for you.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back.').waitFor();
    expect(await published()).not.toContain('Once and again');
  });

  test('tells what somebody else has decided meanwhile', async () => {
    const id = await server.write('Two moderators');
    page = await signIn(browser, server);
    await item('Two moderators').waitFor();
    await server.decide('spam', id);
    await item('Two moderators').getByRole('button', { name: 'Spam' }).click();
    await page.getByText('It is so already, or somebody else has changed it.').waitFor();
    await item('Two moderators').getByRole('button', { name: 'Not spam' }).waitFor();
  });

  test('fails where there is no connection, and can be tried again', async () => {
    await server.write('Through the wall');
    page = await signIn(browser, server);
    await item('Through the wall').waitFor();
    await page.context().setOffline(true);
    await item('Through the wall').getByRole('button', { name: 'Approve' }).click();
    await item('Through the wall').getByText('No connection to the server.').waitFor();
    await page.context().setOffline(false);
    await item('Through the wall').getByRole('button', { name: 'Approve' }).click();
    await item('Through the wall').getByText('Approved', { exact: true }).waitFor();
  });

  test('on many: those that are selected, and all that match, also those not shown', async () => {
    for (let n = 0; n < 30; n++) await server.write(`Many, number ${n}.`);
    page = await signIn(browser, server);
    await item('Many, number 29.').getByRole('checkbox').click();
    await item('Many, number 27.')
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    const bar = page.getByRole('group', { name: 'What to do with the selected comments' });
    await bar.getByText('3 selected').waitFor();
    await bar.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('3 comments approved.').waitFor();
    await page.getByRole('checkbox', { name: 'Select all shown' }).click();
    await bar.getByRole('button', { name: 'Select all that match' }).click();
    await bar.getByText('All that match are selected').waitFor();
    await bar.getByRole('button', { name: 'Spam' }).click();
    await page.getByText('27 comments marked as spam.').waitFor();
    await page.getByText('Nothing waits for you.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back.').waitFor();
    await page.getByRole('button', { name: 'Look for new ones' }).click();
    await item('Many, number 26.').getByRole('button', { name: 'Approve' }).waitFor();
  });
});

describe('what is beside a comment', () => {
  test('is why it waits, in words, what it answers, and who wrote it', async () => {
    const reader = aReader();
    const root = await server.write('What it answers', { name: 'Marit' });
    await server.decide('approve', root);
    await server.decide('approve', await server.write('Before', { token: reader, name: 'Tomás' }));
    await server.write('The answer', { parent: root, token: reader, name: 'Tomás' });
    page = await signIn(browser, server);
    const detail = page.locator('moderation-detail');
    await detail.getByText('This site holds every comment.').waitFor();
    await detail.getByText('What it answers').waitFor();
    expect(await detail.locator('dl').innerText()).toMatch(/Published\s+1\s+Spam\s+0/);
    await detail.getByRole('button', { name: 'Trust' }).click();
    await page.getByText('Trusted: what Tomás writes waits for nobody.').waitFor();
    await server.write('Right away', { token: reader });
    expect(await published()).toContain('Right away');
  });

  test('has who reported it, until a moderator says that it stays', async () => {
    const id = await server.write('A bit rude');
    await server.decide('approve', id);
    await server.report(id, 'He shouts');
    await server.report(id, '');
    page = await signIn(browser, server, { path: '?list=reported' });
    await item('A bit rude').getByText('Reported by 2 people').waitFor();
    await page.locator('moderation-detail').getByText('Without a reason').waitFor();
    await item('A bit rude').getByRole('button', { name: 'Keep' }).click();
    await item('A bit rude').getByText('Approved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Look for new ones' }).click();
    await page.getByText('Nobody reported anything.').waitFor();
  });

  test('opens by its link, which needs a session and goes on after it', async () => {
    const id = await server.write('Linked from a mail');
    await server.decide('spam', id);
    await server.write('Something else');
    page = await signIn(browser, server, { path: `#comment-${id}` });
    await page.locator('moderation-detail').getByText('Linked from a mail').waitFor();
    await page.goto(`${server.url}/moderation#comment-unknown0`);
    await page.getByText('There is no such comment, or not on your sites.').waitFor();
  });
});

test('the log tells what was done, and by whom', async () => {
  await server.write('To be logged');
  page = await signIn(browser, server);
  await item('To be logged').getByRole('button', { name: 'Spam' }).click();
  await item('To be logged').getByText('Marked as spam').waitFor();
  await page.getByRole('link', { name: 'Log' }).click();
  const row = page.locator('moderation-log-view tbody tr').first();
  await row.waitFor();
  expect(await row.innerText()).toMatch(/olga\s+Marked as spam\s+a comment/);
});

test('a moderator of one site sees what is of that site alone', async () => {
  await server.addModerator('eve', '--site', 'blog');
  await server.write('Of the blog', { site: 'blog' });
  await server.write('Of no site');
  page = await signIn(browser, server, { login: 'eve' });
  await item('Of the blog').waitFor();
  expect(await page.locator('moderation-item').count()).toBe(1);
});

test('one list can be narrowed to a thread, and the address keeps that', async () => {
  await server.write('Of the reeds');
  await server.write('Of the pier', { thread: { id: 'pier', title: 'On the pier' } });
  page = await signIn(browser, server);
  await item('Of the pier').getByRole('button', { name: 'on On the pier' }).click();
  await item('Of the reeds').waitFor({ state: 'detached' });
  await page.reload();
  await item('Of the pier').waitFor();
  expect(await page.locator('moderation-item').count()).toBe(1);
  await page.getByRole('button', { name: 'Remove the filter Only “On the pier”' }).click();
  await item('Of the reeds').waitFor();
});

test('on a phone a comment opens over the list, and Back leads to it', async () => {
  await server.write('For small hands');
  await server.write('And another');
  page = await signIn(browser, server, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await item('For small hands').locator('starling-comment').click();
  const detail = page.locator('moderation-detail');
  await detail.getByText('The person').waitFor();
  expect(await item('For small hands').isVisible()).toBe(false);
  await detail.getByRole('button', { name: 'Approve' }).click();
  await detail.getByRole('button', { name: 'Undo' }).or(detail.getByText('And another')).first().waitFor();
  await page.goBack();
  await item('For small hands').waitFor();
  const [content, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(width!);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: /Published/ }).click();
  await item('For small hands').waitFor();
});

test('on a phone what came is told beside the title, over no comment', async () => {
  await server.write('Being read');
  page = await signIn(browser, server, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await item('Being read').waitFor();
  await server.write('Just came');
  const told = page.getByRole('button', { name: '1 new comment' });
  await told.waitFor();
  const [pill, comment, title] = await Promise.all([
    told.boundingBox(),
    item('Being read').boundingBox(),
    page.getByRole('heading', { level: 1 }).boundingBox(),
  ]);
  expect(pill!.y + pill!.height).toBeLessThanOrEqual(comment!.y);
  expect(pill!.x).toBeGreaterThanOrEqual(title!.x + title!.width);
  expect(pill!.x + pill!.width).toBeLessThanOrEqual(360);
  await told.click();
  await item('Just came').waitFor();
});

test('speaks German to those who read it', async () => {
  await server.write('Guten Abend');
  page = await openPage(browser, server, { locale: 'de-DE' });
  await page.getByLabel('Anmeldename').fill('olga');
  await page.getByLabel('Passwort').fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await item('Guten Abend').getByRole('button', { name: 'Freigeben' }).waitFor();
  await item('Guten Abend')
    .getByText(/vor \d+ Sekunden?|jetzt/)
    .first()
    .waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de-DE');
});
