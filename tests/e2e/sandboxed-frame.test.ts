import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { dropIn, type SeededServer, seededServer } from '../support/seeded-server.js';

const framed = (sandbox: string) =>
  `<!doctype html><title>Host</title><iframe sandbox="${sandbox}" width="900" height="2000" srcdoc="${dropIn
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')}"></iframe>`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A page with the widget in a frame, and the comments that were sent from it. */
async function open(server: SeededServer): Promise<{ page: Page; frame: FrameLocator; sent: string[] }> {
  const page = await browser.newPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/comments')) sent.push(request.postDataJSON().body);
  });
  await page.goto(server.url);
  const frame = page.frameLocator('iframe');
  await frame.locator('starling-comment').first().waitFor();
  return { page, frame, sent };
}

async function write(frame: FrameLocator, message: string): Promise<void> {
  const form = frame.locator('starling-comment-form');
  await form.getByLabel('Email', { exact: true }).fill('ada@example.org');
  await form.getByLabel('Name', { exact: true }).fill('Ada');
  await form.getByLabel('Message').fill(message);
}

// Its origin is `null`, which no server can list: it may read, and not write.
describe.each(['allow-scripts allow-forms', 'allow-scripts'])('in a frame with sandbox="%s"', (sandbox) => {
  let server: SeededServer;
  beforeAll(async () => {
    server = await seededServer(3, framed(sandbox));
  });
  afterAll(() => server?.stop());

  test('a comment that can’t be sent is no matter of the connection, and what was typed stays', async () => {
    const { page, frame, sent } = await open(server);
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    const form = frame.locator('starling-comment-form');
    await write(frame, 'Words from a frame');
    await form.getByRole('button', { name: 'Post comment' }).click();
    await form.getByText('Comments are not set up correctly on this page.').waitFor({ timeout: 20_000 });
    expect(await form.getByLabel('Message').inputValue()).toBe('Words from a frame');
    await expect.poll(() => warnings.join('\n')).toContain('sandbox="allow-scripts allow-same-origin"');
    expect(sent.length).toBeLessThanOrEqual(1);
    await page.close();
  });
});

// With its origin it may write; only the browser's own way to send forms is closed.
describe.each(['allow-scripts allow-same-origin', 'allow-scripts allow-same-origin allow-forms'])(
  'in a frame with sandbox="%s"',
  (sandbox) => {
    let server: SeededServer;
    beforeAll(async () => {
      server = await seededServer(3, framed(sandbox));
    });
    afterAll(() => server?.stop());

    test.each([
      ['the button', (frame: FrameLocator) => frame.getByRole('button', { name: 'Post comment' }).click()],
      [
        'Enter in a field of one line',
        (frame: FrameLocator) => frame.getByLabel('Name', { exact: true }).press('Enter'),
      ],
      ['Ctrl+Enter', (frame: FrameLocator) => frame.getByLabel('Message').press('Control+Enter')],
    ])('%s sends, once', async (way, send) => {
      const { page, frame, sent } = await open(server);
      await write(frame, `By ${way}`);
      await send(frame);
      await frame.getByText('Thank you! Your comment is posted.').waitFor({ timeout: 20_000 });
      expect(sent).toEqual([`By ${way}`]);
      await page.close();
    });

    test('what is wrong is said at the fields, and nothing is sent', async () => {
      const { page, frame, sent } = await open(server);
      await frame.getByLabel('Message').focus();
      await frame.getByRole('button', { name: 'Post comment' }).click();
      await frame.getByText('Please enter a message.').waitFor();
      expect(sent).toEqual([]);
      await page.close();
    });

    test('an edit is saved', async () => {
      const { page, frame } = await open(server);
      await write(frame, 'First words');
      await frame.getByRole('button', { name: 'Post comment' }).click();
      const own = frame.locator('li').filter({ hasText: 'First words' });
      await own.getByRole('button', { name: /^Edit/ }).click();
      await own.getByRole('textbox').fill('Better words');
      await own.getByRole('button', { name: 'Save' }).click();
      await frame.locator('starling-comment').filter({ hasText: 'Better words' }).waitFor();
      await page.close();
    });
  },
);
