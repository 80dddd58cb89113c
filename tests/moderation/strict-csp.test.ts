import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { type ModeratedServer, signIn, startModerated } from '../support/moderation-page.js';

vi.setConfig({ testTimeout: 90_000 });

let server: ModeratedServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startModerated('--moderation', 'all'), launchBrowser()]);
  await server.addModerator('olga', '--role', 'owner');
  await server.write(
    'A [link](https://a.example/ "with a title"), ![a picture](https://b.example/x.png)\n\n# A heading',
  );
  await server.write('<img src=x onerror=alert(1)> <script>alert(2)</script> [x](javascript:alert(3))');
}, 180_000);
afterAll(() => Promise.all([browser?.close(), server?.stop()]));

test.each(['with setHTML', 'without setHTML'])('the page’s own policy has nothing to report, %s', async (engine) => {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 } });
  const reports: string[] = [];
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted(HTML|Script)/.test(message.text())) reports.push(message.text());
  });
  context.on('weberror', (error) => reports.push(error.error().message));
  context.on('dialog', (dialog) => {
    reports.push(dialog.message());
    void dialog.dismiss();
  });
  const foreign: string[] = [];
  context.on('request', (request) => !request.url().startsWith(server.url) && foreign.push(request.url()));
  await context.addInitScript((without) => {
    if (without) {
      delete (Document as { parseHTML?: unknown }).parseHTML;
      delete (Element.prototype as { setHTML?: unknown }).setHTML;
    }
  }, engine === 'without setHTML');
  const page = await signIn({ newContext: async () => context } as unknown as Browser, server);
  await page.locator('moderation-item h1', { hasText: 'A heading' }).waitFor();
  for (const key of ['j', 'x', 'Escape', '?', 'Escape', 's', 'u']) await page.keyboard.press(key);
  await page.getByText('Taken back.').waitFor();
  await page.getByRole('link', { name: 'Log' }).click();
  await page.locator('moderation-log-view table').waitFor();
  expect(reports).toEqual([]);
  expect(foreign).toEqual([]);
  await context.close();
});

test('no page can show it in a frame', async () => {
  const page = await browser.newPage();
  await page.setContent(`<iframe src="${server.url}/moderation"></iframe>`);
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  await page.waitForTimeout(500);
  expect(await frame.locator('moderation-app').count()).toBe(0);
  await page.close();
});
