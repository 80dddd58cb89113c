import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type IdentityServer, identityServer } from '../support/identity-server.js';
import { shiftsOf } from '../support/layout-shifts.js';
import { aSiteToken, secret } from '../server/support/identity-tokens.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const provider = (name: string) => ({
  ...{ name, label: `The ${name} Login`, issuer: `https://${name}.example` },
  ...{ clientId: 'starling', clientSecret: 'a secret of the client' },
});
const identity = { email: true, providers: [provider('first')], sso: { secret } };
const mail = { from: 'comments@blog.example' };

const withIdentity = (more: object, attributes?: string): Promise<IdentityServer> =>
  identityServer({
    settings: (url) => ({ publicUrl: url, identity: { ...identity, ...more }, mail, captcha: 'none' as const }),
    attributes,
  });

/** The page as a reader sees it on a screen that is high enough for all of the form, and what is below. */
const opened = async (server: IdentityServer, width: number): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 1600 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  // The thread comes after the form, as over a network, but is there before it is known who reads.
  await page.route('**/api/v1/comments?**', async (route) => {
    await page.waitForTimeout(200);
    await route.continue();
  });
  await page.goto(server.url);
  return page;
};

/** Comments that move where a form below changes its height. */
const seed = async (server: IdentityServer): Promise<void> => {
  const headers = { 'Starling-Identity': await aSiteToken({ sub: 'bob', name: 'Bob', role: 'owner' }) };
  for (const body of ['One', 'Two']) {
    const thread = { id: 'a thread' };
    const request = { method: 'POST', headers, body: JSON.stringify({ site: 'blog', thread, author: {}, body }) };
    const { status } = await fetch(`${server.url}/api/v1/comments`, request);
    expect(status).toBe(201);
  }
};

const expectCalm = async (page: Page): Promise<void> => {
  await page.locator('starling-comment', { hasText: 'Two' }).waitFor();
  await page.waitForTimeout(300);
  expect(await shiftsOf(page)).toEqual([]);
};

describe.each([390, 1280])('in a window of %i pixels nothing moves as it arrives', (width) => {
  test('that a guest can sign in', async () => {
    const server = await withIdentity({});
    await seed(server);
    const page = await opened(server, width);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await expectCalm(page);
    // It covers no words.
    const covered = await page.getByRole('button', { name: 'Sign in' }).evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const words = [...(button.getRootNode() as ShadowRoot).querySelectorAll('label, .reply, .rating')].map((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return [...range.getClientRects()];
      });
      return words.flat().some((r) => r.width && r.left < right && r.right > left && r.top < bottom && r.bottom > top);
    });
    expect(covered).toBe(false);
  });

  test.each([
    ['two ways', {}],
    ['four ways', { providers: ['first', 'second', 'third'].map(provider) }],
  ])('that one has to sign in, by %s', async (_, more) => {
    const server = await withIdentity({ required: true, ...more });
    await seed(server);
    const page = await opened(server, width);
    await page.getByText('Please sign in to comment.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).count()).toBe(0);
    await expectCalm(page);
  });

  test('who is signed in', async () => {
    const server = await withIdentity({}, `sso="${await aSiteToken()}"`);
    await seed(server);
    const page = await opened(server, width);
    await page.getByText('Signed in as Ada Lovelace').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).count()).toBe(0);
    await expectCalm(page);
  });
});

test('the room for the fields is given up in a window of another width', async () => {
  const server = await withIdentity({}, `sso="${await aSiteToken()}"`);
  const page = await opened(server, 390);
  const row = page.getByText('Signed in as Ada Lovelace').locator('..');
  await row.waitFor();
  const height = async () => (await row.boundingBox())!.height;
  expect(await height()).toBeGreaterThan(120);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await expect.poll(height).toBeLessThan(70);
});
