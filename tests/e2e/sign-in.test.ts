import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { nameThread } from '../../server/src/service/thread-name.js';
import { launchBrowser } from '../support/demo.js';
import { identityServer } from '../support/identity-server.js';
import { mailDelivery } from '../server/support/mail-delivery.js';
import { client, startOidc } from '../server/support/start-oidc.js';
import { partOf } from '../server/support/start-smtp.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const newContext = async (): Promise<BrowserContext> => {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  return context;
};

const opened = async (url: string, context?: BrowserContext): Promise<Page> => {
  const page = await (context ?? (await newContext())).newPage();
  await page.goto(url);
  await page.getByLabel('Message').waitFor();
  return page;
};

const post = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Message').fill(text);
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByText('Thank you! Your comment is posted.').waitFor();
  await page.locator('starling-comment', { hasText: text }).getByText('Verified').waitFor();
};

test('a reader signs in by a code in a mail, is known after a reload, and signs out', async () => {
  const secret = 'a secret for tests';
  const settings = (url: string) => ({
    publicUrl: url,
    identity: { email: true },
    mail: { from: 'comments@blog.example' },
    captcha: 'altcha' as const,
  });
  const server = await identityServer({ settings });
  const mails = await mailDelivery(server.store, { ...settings(server.url), sites: ['blog'], secret });
  const page = await opened(server.url);
  await page.getByLabel('Message').fill('Begun as a guest');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const signIn = page.getByRole('group', { name: 'Sign in' });
  await signIn.getByLabel('Email').fill('ada@example.org');
  await signIn.getByLabel('Email').press('Enter');
  await signIn.getByText('a code is on its way').waitFor();
  const [mail] = await mails();
  const code = /\d{6}/.exec(partOf(mail!.raw, 'text/plain'))![0];
  await signIn.getByLabel('Code').fill(code === '000000' ? '111111' : '000000');
  await signIn.getByLabel('Name').fill('Ada');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await signIn.getByText('This is not the code.').waitFor();
  await signIn.getByLabel('Code').fill(code);
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as Ada').waitFor();
  expect(await page.getByLabel('Message').inputValue()).toBe('Begun as a guest');
  await post(page, 'Begun as a guest');

  await page.reload();
  await page.getByText('Signed in as Ada').waitFor();
  await page.locator('starling-comment', { hasText: 'Begun' }).getByRole('button', { name: 'Delete' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});

test('a reader who signed in by a mail has replies mailed there, at a click', async () => {
  const secret = 'a secret for tests';
  const email = 'ada@example.org';
  const settings = (url: string) => ({
    publicUrl: url,
    identity: { email: true },
    mail: { from: 'comments@blog.example' },
  });
  const server = await identityServer({ settings });
  const mails = await mailDelivery(server.store, { ...settings(server.url), sites: ['blog'], secret });
  const page = await opened(server.url);
  await page.getByLabel('Message').fill('Tell me');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const signIn = page.getByRole('group', { name: 'Sign in' });
  await signIn.getByLabel('Email').fill(email);
  await signIn.getByLabel('Email').press('Enter');
  await signIn.getByText('a code is on its way').waitFor();
  await signIn.getByLabel('Code').fill(/\d{6}/.exec(partOf((await mails())[0]!.raw, 'text/plain'))![0]);
  await signIn.getByLabel('Name').fill('Ada');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as Ada').waitFor();
  expect(await page.getByLabel('Email').count()).toBe(0);
  await page.getByLabel('Mail me replies').check();
  await post(page, 'Tell me');
  // It is known that they read it: there is nothing to confirm.
  expect(await mails()).toHaveLength(1);
  const { comments } = (await server.list({ site: 'blog' })).body;
  const told = await server.store.read(({ subscriptions }) =>
    subscriptions.concerned(nameThread('blog', 'a thread'), [comments[0]!.id]),
  );
  expect(told).toMatchObject([{ email, confirmed: true }]);
});

test('who has to sign in is asked for nothing else, and what they write is kept', async () => {
  const secret = 'a secret for tests';
  const settings = (url: string) => ({
    publicUrl: url,
    identity: { email: true, required: true },
    mail: { from: 'comments@blog.example' },
  });
  const server = await identityServer({ settings });
  const mails = await mailDelivery(server.store, { ...settings(server.url), sites: ['blog'], secret });
  const page = await opened(server.url);
  // Typed before the form knew.
  await page.getByLabel('Message').fill('Begun before');
  const signIn = page.getByRole('group', { name: 'Sign in' });
  await signIn.getByText('Please sign in to comment.').waitFor();
  for (const name of ['Name', 'Email']) expect(await page.getByLabel(name, { exact: true }).count()).toBe(0);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.getByRole('button', { name: 'Post comment' }).click();
  await page.getByRole('alert').getByText('Please sign in.').waitFor();
  const byMail = signIn.getByRole('button', { name: 'Sign in by email' });
  expect(await byMail.evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(true);
  expect(asked.filter((each) => each.startsWith('POST'))).toEqual([]);

  await page.reload();
  await byMail.click();
  await signIn.getByRole('button', { name: 'Cancel' }).click();
  // The focus is not lost with the button.
  await expect
    .poll(() => byMail.evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each))
    .toBe(true);
  await byMail.click();
  await signIn.getByLabel('Email').fill('ada@example.org');
  await signIn.getByLabel('Email').press('Enter');
  await signIn.getByText('a code is on its way').waitFor();
  await signIn.getByLabel('Code').fill(/\d{6}/.exec(partOf((await mails())[0]!.raw, 'text/plain'))![0]);
  await signIn.getByLabel('Name').fill('Ada');
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as Ada').waitFor();
  expect(await page.getByLabel('Message').inputValue()).toBe('Begun before');
  await post(page, 'Begun before');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn.getByText('Please sign in to comment.').waitFor();
});

test('who can sign in in several ways is asked which, and may change their mind', async () => {
  const login = { issuer: 'https://login.example', ...client };
  const providers = ['One', 'Two'].map((label) => ({ name: label.toLowerCase(), label, ...login }));
  const server = await identityServer({ settings: (url) => ({ publicUrl: url, identity: { providers } }) });
  const page = await opened(server.url);
  const button = page.getByRole('button', { name: 'Sign in', exact: true });
  await button.click();
  const signIn = page.getByRole('group', { name: 'Sign in' });
  expect(await signIn.getByRole('button').allInnerTexts()).toEqual(['Sign in with One', 'Sign in with Two', 'Cancel']);
  const focused = (each: Element) => (each.getRootNode() as ShadowRoot).activeElement === each;
  expect(await signIn.getByRole('button').first().evaluate(focused)).toBe(true);
  await signIn.getByRole('button', { name: 'Cancel' }).click();
  await button.waitFor();
  await expect.poll(() => button.evaluate(focused)).toBe(true);
});

describe('a reader who has an account at an OpenID provider', () => {
  const withLogin = () =>
    identityServer({
      settings: async (url) => {
        const { issuer } = await startOidc(`${url}/api/v1/identity/login/callback`);
        return { publicUrl: url, identity: { providers: [{ name: 'login', label: 'The Login', issuer, ...client }] } };
      },
    });

  /** On the provider's own pages. */
  const agree = async (page: Page): Promise<void> => {
    await page.locator('input[name=login]').fill('ada');
    await page.locator('input[name=password]').fill('x');
    await page.locator('button[type=submit]').click();
    await page.locator('input[value=consent]').waitFor({ state: 'attached' });
    await page.locator('button[type=submit]').click();
  };

  test('signs in by a window, which closes, and the page knows them', async () => {
    const page = await opened((await withLogin()).url);
    await page.getByLabel('Message').fill('By a window');
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Sign in', exact: true }).click(),
    ]);
    const closed = popup.waitForEvent('close');
    await agree(popup);
    await closed;
    await page.getByText('Signed in as ada of the provider').waitFor();
    await post(page, 'By a window');
  });

  test('goes there and back where windows are blocked, and finds the text again', async () => {
    const context = await newContext();
    await context.addInitScript(() => (window.open = () => null));
    const page = await opened((await withLogin()).url, context);
    await page.getByLabel('Message').fill('There and back');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await agree(page);
    await page.getByText('Signed in as ada of the provider').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.getByLabel('Message').inputValue()).toBe('There and back');
    await post(page, 'There and back');
  });

  test('is not signed in by a message of another window, nor by a code that it did not ask for', async () => {
    const server = await withLogin();
    const page = await opened(`${server.url}/#starling-code=${'x'.repeat(43)}`);
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Sign in', exact: true }).click(),
    ]);
    await popup.locator('input[name=login]').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate(() => postMessage({ starlingCode: 'from this very window' }, '*'));
    await popup.evaluate(() => opener.postMessage({ starlingCode: 'from another origin' }, '*'));
    await page.waitForTimeout(300);
    expect(asked.filter((url) => url.endsWith('/identity/token'))).toEqual([]);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  });
});
