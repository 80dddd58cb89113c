import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, launchBrowser, startDemo } from '../support/demo.js';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});
afterAll(() => Promise.all([browser?.close(), demo?.stop()]));

/** A page of a reader with a storage of their own, and everything that went wrong on it. */
async function openAs(reader?: Page): Promise<{ page: Page; faults: string[] }> {
  const context = reader?.context() ?? (await browser.newContext());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.url) && !request.url().startsWith('data:'))
      faults.push(`third party: ${request.url()}`);
  });
  await page.goto(demo.url);
  await page.getByText('Marit Solberg').first().waitFor();
  return { page, faults };
}

const ownComment = (page: Page, text: string) => page.locator('starling-comment', { hasText: text });

describe('a reader of the demo article', () => {
  test('rates, comments, replies, votes, edits and deletes, and all of it outlives a reload and a restart', async () => {
    const { page, faults } = await openAs();
    const form = page.locator('starling-comment-form').first();

    await form.getByRole('radio', { name: '4 of 5 stars' }).check({ force: true });
    await form.getByLabel('Email', { exact: true }).fill('reader@example.org');
    await form.getByLabel('Name', { exact: true }).fill('Ada Reader');
    await form.getByLabel('Message').fill('I saw them at *Ham Wall*.\n\nIt was worth the cold.');
    await form.getByRole('button', { name: 'Post comment' }).click();
    await form.getByText('Thank you! Your comment is posted.').waitFor({ timeout: 20_000 });
    const own = ownComment(page, 'It was worth the cold.');
    await own.waitFor();
    expect(await own.getByRole('img', { name: '4 of 5 stars' }).count()).toBe(1);
    expect(await own.locator('em').innerText()).toBe('Ham Wall');
    await page.getByText('9 comments').waitFor();

    const other = ownComment(page, 'Does anybody know whether they do this in the rain?');
    await other.getByRole('button', { name: /^Reply / }).click();
    const reply = page.locator('.panel starling-comment-form');
    await reply.getByLabel('Message').fill('They do, if the wind is low.');
    if (!(await reply.getByLabel('Name', { exact: true }).inputValue())) {
      await reply.getByLabel('Email', { exact: true }).fill('reader@example.org');
      await reply.getByLabel('Name', { exact: true }).fill('Ada Reader');
    }
    await reply.getByRole('button', { name: 'Post comment' }).click();
    await ownComment(page, 'They do, if the wind is low.').waitFor({ timeout: 20_000 });

    const liked = ownComment(page, 'the work in Rome was led by Cavagna');
    await liked.getByRole('button', { name: 'Helpful: 6', exact: true }).click();
    await liked.getByRole('button', { name: 'Helpful: 7', exact: true, pressed: true }).waitFor();

    await own.getByRole('button', { name: 'Edit' }).click();
    const edit = page.locator('.panel textarea');
    expect(await edit.inputValue()).toContain('*Ham Wall*');
    await edit.fill('I saw them at *Ham Wall*.\n\nIt was worth every frozen toe.');
    await page.getByRole('button', { name: 'Save' }).click();
    await ownComment(page, 'every frozen toe').waitFor();

    await page.reload();
    await ownComment(page, 'every frozen toe').waitFor();
    await demo.restart();
    await page.reload();
    await ownComment(page, 'every frozen toe').waitFor();
    await ownComment(page, 'They do, if the wind is low.').waitFor();
    await page.getByText('10 comments').waitFor();
    expect(
      await ownComment(page, 'the work in Rome was led by Cavagna')
        .getByRole('button', { name: 'Helpful: 7', exact: true })
        .getAttribute('aria-pressed'),
    ).toBe('true');

    await ownComment(page, 'They do, if the wind is low.').getByRole('button', { name: 'Delete' }).click();
    await page.locator('.panel').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This comment was deleted.').first().waitFor();
    await page.getByText('9 comments').waitFor();

    // What others see depends on nobody's browser.
    const visitor = await openAs();
    await ownComment(visitor.page, 'every frozen toe').waitFor();
    expect(await ownComment(visitor.page, 'They do, if the wind is low.').count()).toBe(0);
    expect(await ownComment(visitor.page, 'every frozen toe').getByRole('button', { name: 'Edit' }).count()).toBe(0);
    expect([...faults, ...visitor.faults]).toEqual([]);
  }, 90_000);

  test('filters by the histogram, and sees the whole thread again', async () => {
    const { page } = await openAs();
    const before = await page.locator('starling-comment').count();
    await page.getByRole('button', { name: /^3 stars/ }).click();
    await expect.poll(() => page.locator('starling-comment').count()).toBe(1);
    await page.getByRole('button', { name: /^3 stars/ }).click();
    await expect.poll(() => page.locator('starling-comment').count()).toBe(before);
  });

  test('finds what they typed after a reload, and after the network was gone', async () => {
    const { page } = await openAs();
    const form = page.locator('starling-comment-form').first();
    await form.getByLabel('Email', { exact: true }).fill('reader@example.org');
    await form.getByLabel('Name', { exact: true }).fill('Ben');
    await form.getByLabel('Message').fill('Typed before the train went into the tunnel.');
    await page.waitForTimeout(700);
    await page.reload();
    await expect
      .poll(() => page.locator('starling-comment-form').first().getByLabel('Message').inputValue())
      .toBe('Typed before the train went into the tunnel.');
    await form.getByLabel('Message').focus();
    await page.context().setOffline(true);
    await form.getByRole('button', { name: 'Post comment' }).click();
    await form.getByText('You are offline. Your comment is sent once').waitFor({ timeout: 20_000 });
    await page.context().setOffline(false);
    await form.getByText('Thank you! Your comment is posted.').waitFor({ timeout: 20_000 });
  }, 60_000);
});
