import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { identityServer } from '../support/identity-server.js';
import { aSiteToken, secret, seconds } from '../server/support/identity-tokens.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const opened = async (url: string): Promise<Page> => {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { seen });
    document.addEventListener('starling-identified', ({ identity }) => seen.push(identity));
  });
  await page.goto(url);
  await page.getByLabel('Message').waitFor();
  return page;
};

const seenBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen);

/** What a page does that asks its own server for a token. */
const giveTokens = (page: Page) =>
  page.evaluate(() => {
    document.querySelector('starling-comments')!.sso = () => fetch('/token').then((response) => response.text());
  });

const post = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Message').fill(text);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByText('Thank you! Your comment is posted.').waitFor();
};

const visitorOf = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).find(([key]) => /^starling:visitor:[^ ]*$/.test(key))?.[1]);

const settings = () => ({ identity: { sso: { secret } } });

describe('a page that gives its own tokens', () => {
  test('has a form that says who writes, and asks for no more than the words', async () => {
    const server = await identityServer({ settings, attributes: `sso="${await aSiteToken({ name: 'Ada <b>' })}"` });
    const page = await opened(server.url);
    await page.getByText('Signed in as Ada <b>').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).count()).toBe(0);
    expect(await page.getByLabel('Email', { exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
    await post(page, 'Signed in');
    const comment = page.locator('starling-comment', { hasText: 'Signed in' });
    await comment.getByText('Ada <b>').waitFor();
    await comment.getByText('Verified').waitFor();
    expect(await seenBy(page)).toEqual([{ name: 'Ada <b>' }]);
  });

  test('makes theirs what was written before, and another visitor of who comes after', async () => {
    const server = await identityServer({ settings, answers: { '/token': () => aSiteToken() } });
    const page = await opened(server.url);
    await page.getByLabel('Name', { exact: true }).fill('A guest');
    await page.getByLabel('Email', { exact: true }).fill('guest@example.org');
    await post(page, 'As a guest');
    const before = await visitorOf(page);
    await giveTokens(page);
    await page.getByText('Signed in as Ada Lovelace').waitFor();
    const headers = { 'Starling-Identity': await aSiteToken() };
    const mine = await server.call('GET', '/mine?thread=a+thread&site=blog', undefined, { headers });
    expect(mine.body.comments).toMatchObject([{ body: 'As a guest' }]);

    await page.evaluate(() => (document.querySelector('starling-comments')!.sso = undefined));
    await page.getByLabel('Name', { exact: true }).fill('Another');
    await page.getByLabel('Email', { exact: true }).fill('another@example.org');
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await post(page, 'As another');
    expect(await visitorOf(page)).not.toBe(before);
    expect(await seenBy(page)).toEqual([{ name: 'Ada Lovelace' }, null]);
  });

  test('is asked again, once, for a token that the server refuses, and the words are posted', async () => {
    const tokens = [await aSiteToken({ iat: seconds() - 7200, exp: seconds() - 3600 }), await aSiteToken()];
    let asked = 0;
    const server = await identityServer({ settings, answers: { '/token': () => tokens[Math.min(asked++, 1)]! } });
    const page = await opened(server.url);
    await giveTokens(page);
    await page.getByText('Signed in as Ada Lovelace').waitFor();
    await post(page, 'Signed in again');
    expect(asked).toBe(2);
  });

  test('that gives a wrong token has nobody post as a guest, and keeps the words', async () => {
    const wrong = () => aSiteToken({}, 'another secret of more than thirty-two bytes');
    const server = await identityServer({ settings, answers: { '/token': wrong } });
    const page = await opened(server.url);
    await giveTokens(page);
    await page.getByText('Signed in as Ada Lovelace').waitFor();
    await page.getByLabel('Message').fill('Some words');
    await page.getByRole('button', { name: 'Post comment' }).click();
    await page.getByText('Please sign in.').waitFor();
    expect(await page.getByLabel('Message').inputValue()).toBe('Some words');
    expect((await server.list({ site: 'blog' })).body.total).toBe(0);
  });
});

test('a site that wants people signed in says so to guests', async () => {
  const server = await identityServer({ settings: () => ({ identity: { sso: { secret }, required: true } }) });
  const page = await opened(server.url);
  await page.getByText('Please sign in to comment.').waitFor();
});
