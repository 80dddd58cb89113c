import { randomBytes } from 'node:crypto';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Comment } from '../../src/contract.js';
import { launchBrowser, startDemo } from '../support/demo.js';
import { shiftsOf } from '../support/layout-shifts.js';
import { dropIn, seededServer, type SeededServer } from '../support/seeded-server.js';

let browser: Browser;
let server: SeededServer;

const withCount = dropIn.replace(
  '<body>',
  '<body><p><starling-comment-count server="/" thread="a thread"></starling-comment-count></p>',
);

beforeAll(async () => {
  browser = await launchBrowser();
  server = await seededServer(30, withCount);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const overMemory = '<starling-comments backend="memory" thread="another"></starling-comments>';

const asSomebody = () => ({ Authorization: `Bearer ${randomBytes(16).toString('base64url')}` });

/** Somebody else, somewhere else. */
const ask = async (url: string, method: string, path: string, body: object, headers = asSomebody()) => {
  const response = await fetch(new URL(`api/v1/${path}`, url), { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return response;
};

const post = async (body: string, more: object = {}, headers = asSomebody(), url = server.url): Promise<Comment> => {
  const author = { name: 'Grace', email: 'grace@example.org' };
  const response = await ask(url, 'POST', 'comments', { thread: { id: 'a thread' }, author, body, ...more }, headers);
  return ((await response.json()) as { comment: Comment }).comment;
};

/** The page, once it follows its thread. */
const openPage = async (url = server.url): Promise<Page> => {
  const page = await newPage();
  const streaming = page.waitForResponse((response) => response.url().includes('/events?'));
  await page.goto(url);
  await untilNow(page, streaming);
  return page;
};

/** A page whose clock can be put forward, as the widget waits ten seconds before it follows a thread. */
const newPage = async (): Promise<Page> => {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.clock.install();
  return page;
};

/** Puts the clock of a page forward until something has happened. */
const untilNow = async <T>(page: Page, happening: Promise<T>): Promise<T> => {
  let isOver = false;
  const over = happening.finally(() => (isOver = true));
  // A failure is reported by the promise that is returned.
  over.catch(() => {});
  while (!isOver) {
    await page.clock.fastForward(2000);
    await page.waitForTimeout(50);
  }
  return over;
};

const button = (page: Page) => page.getByRole('button', { name: /new comment/ });
const items = (page: Page) => page.locator('starling-comment-list li');

describe('a thread that is shown', { timeout: 60_000 }, () => {
  test('tells of new comments by a button, and moves nothing until it is pressed', async () => {
    const page = await openPage();
    const before = await items(page).first().getAttribute('id');
    const shifts = await shiftsOf(page);
    await post('The first that is new');
    await button(page).waitFor();
    expect(await button(page).textContent()).toBe('1 new comment');
    const { id } = await post('The second that is new');
    await page.getByRole('button', { name: '2 new comments' }).waitFor();
    expect(await items(page).first().getAttribute('id')).toBe(before);
    expect(await shiftsOf(page)).toEqual(shifts);

    await button(page).click();
    await page.getByText('The second that is new').waitFor();
    expect(await items(page).first().getAttribute('id')).toBe(`comment-${id}`);
    await expect.poll(() => button(page).count()).toBe(0);
    expect(
      await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.id;
      }),
    ).toBe(`comment-${id}`);
  });

  test('keeps number and count on the page right, also in an element beside it', async () => {
    const page = await openPage();
    const heading = page.locator('starling-comment-list .heading');
    const counted = () => page.locator('starling-comment-count').evaluate(({ shadowRoot }) => shadowRoot!.textContent);
    const total = parseInt((await heading.textContent())!);
    await expect.poll(counted).toBe(`${total} comments`);
    await post('One more');
    await expect.poll(() => heading.textContent()).toContain(`${total + 1}`);
    await expect.poll(counted).toBe(`${total + 1} comments`);
  });

  test('changes what is there in its place: edits, votes, removals', async () => {
    const author = asSomebody();
    const { id } = await post('Before the edit', {}, author);
    const page = await openPage();
    const comment = page.locator(`#comment-${id}`);
    await comment.getByText('Before the edit').waitFor();
    await ask(server.url, 'PATCH', `comments/${id}`, { body: 'After the edit' }, author);
    await comment.getByText('After the edit').waitFor();
    await ask(server.url, 'PUT', `comments/${id}/vote`, { value: 1 });
    await expect.poll(() => comment.getByRole('button', { name: /^Helpful/ }).textContent()).toContain('1');
    await ask(server.url, 'DELETE', `comments/${id}`, {}, author);
    await comment.getByText('This comment was deleted').waitFor();
    expect(await button(page).count()).toBe(0);
  });

  test('puts a reply below what it answers, once the reader wants it', async () => {
    const root = await post('A root');
    const page = await openPage();
    await page.getByText('A root', { exact: true }).waitFor();
    const reply = await post('An answer', { parent: root.id });
    await button(page).click();
    await page.locator(`#comment-${reply.id}`).getByText('An answer').waitFor();
    expect(await page.locator(`#comment-${root.id} + #comment-${reply.id}`).count()).toBe(1);
  });

  test('does not take for new what is on a page that was not asked for', async () => {
    const page = await openPage();
    const { comments } = (await (
      await fetch(new URL('api/v1/comments?thread=a+thread&sort=oldest', server.url))
    ).json()) as {
      comments: Comment[];
    };
    const [oldest] = comments;
    await ask(server.url, 'PUT', `comments/${oldest!.id}/vote`, { value: 1 });
    await post('Told after the vote');
    await button(page).waitFor();
    // Votes are told once a second.
    await page.waitForTimeout(1500);
    expect(await button(page).textContent()).toBe('1 new comment');
  });

  test('does not tell readers of their own', async () => {
    const page = await openPage();
    const form = page.locator('starling-comment-form');
    await form.locator('[name=email]').fill('ada@example.org');
    await form.locator('[name=name]').fill('Ada');
    await form.locator('textarea').fill('My own words');
    await form.locator('[part~=submit]').click();
    await items(page).getByText('My own words').waitFor();
    await page.waitForTimeout(800);
    expect(await button(page).count()).toBe(0);
    expect(await items(page).getByText('My own words').count()).toBe(1);
  });

  test('is left alone with live="off", and where a backend has no events', async () => {
    const both = dropIn.replace('thread=', 'live="off" thread=').replace('</body>', `${overMemory}</body>`);
    const off = await seededServer(1, both);
    onTestFinished(() => off.stop());
    const page = await newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(off.url);
    await items(page).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.clock.fastForward(60_000);
    await page.waitForTimeout(500);
    expect(asked.filter((url) => url.includes('/events'))).toEqual([]);
    expect((await page.getByRole('alert').allTextContents()).join('').trim()).toBe('');
  });

  test('reads anew what it can not be told of any more, and moves nothing by that', async () => {
    const author = asSomebody();
    const gone = await post('Will be gone', {}, author);
    const page = await newPage();
    // As if the database had been restored from an older copy: the server does not know such a version.
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    let letGo = () => {};
    const allowed = new Promise<void>((resolve) => (letGo = resolve));
    const restored = async (route: Route): Promise<void> => {
      isAsked();
      await allowed;
      const url = new URL(route.request().url());
      url.searchParams.set('after', String(Number.MAX_SAFE_INTEGER));
      await route.continue({ url: url.href });
    };
    await page.route('**/events?*', restored, { times: 1 });
    await page.goto(server.url);
    await page.locator(`#comment-${gone.id}`).getByText('Will be gone').waitFor();
    await untilNow(page, asked);
    const first = await items(page).first().getAttribute('id');
    await ask(server.url, 'DELETE', `comments/${gone.id}`, {}, author);
    await post('Came meanwhile');
    letGo();
    await button(page).waitFor();
    expect(await button(page).textContent()).toBe('1 new comment');
    await page.locator(`#comment-${gone.id}`).getByText('This comment was deleted').waitFor();
    expect(await items(page).first().getAttribute('id')).toBe(first);
    await button(page).click();
    await items(page).first().getByText('Came meanwhile').waitFor();
  });

  test('says nothing of a stream that can not be had, and has it once it can', async () => {
    const page = await newPage();
    let tries = 0;
    await page.route('**/events?*', (route) => (++tries, route.abort()));
    await page.goto(server.url);
    await items(page).first().waitFor();
    await untilNow(
      page,
      vi.waitUntil(() => tries > 1, 30_000),
    );
    const messages = page.locator('[role=alert], [role=status]');
    expect((await messages.allTextContents()).join('').trim()).toBe('');
    await page.unroute('**/events?*');
    await post('Once it is there again');
    await untilNow(page, button(page).waitFor());
  });

  test('sleeps while it is out of sight, and catches up', async () => {
    const page = await openPage();
    const closed = page.waitForEvent('requestfailed', (request) => request.url().includes('/events?'));
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await setHidden(true);
    await untilNow(page, closed);
    await post('While nobody looked');
    await page.waitForTimeout(500);
    expect(await button(page).count()).toBe(0);
    await setHidden(false);
    await button(page).waitFor();
    expect(await button(page).textContent()).toBe('1 new comment');
  });
});

test('a thread goes on where it was after the server was away, and says nothing of it', async () => {
  const demo = await startDemo('--captcha', 'none');
  onTestFinished(() => demo.stop());
  const page = await openPage(`${demo.url}/`);
  const { server: address, thread } = await page.evaluate(() => {
    const element = document.querySelector('starling-comments')!;
    return { server: element.getAttribute('server'), thread: element.store!.target.thread.id };
  });
  expect(address).toBeDefined();
  await demo.restart();
  await post('After the restart', { thread: { id: thread } }, asSomebody(), `${demo.url}/`);
  await untilNow(page, button(page).waitFor());
  expect((await page.getByRole('alert').allTextContents()).join('').trim()).toBe('');
});
