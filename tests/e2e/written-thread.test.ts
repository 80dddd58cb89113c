import type { Browser, BrowserContextOptions, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Comment, Page } from '../../src/contract.js';
import { renderThread, type RenderOptions } from '../../src/static.js';
import { findings } from '../support/axe.js';
import { launchBrowser } from '../support/demo.js';
import { type HostPage, serveHostPage } from '../support/host-page.js';
import { shiftsOf } from '../support/layout-shifts.js';
import { seededServer, type SeededServer } from '../support/seeded-server.js';
import { strictPolicy } from '../support/strict-policy.js';

let browser: Browser;
let server: SeededServer;
/** The thread's first page as a generator gets it. */
let first: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await seededServer(30);
  first = await readPage();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const readPage = async (): Promise<Page> =>
  (await (await fetch(`${server.url}api/v1/comments?thread=a+thread`)).json()) as Page;

const post = async (body: string): Promise<Comment> => {
  const response = await fetch(`${server.url}api/v1/comments`, {
    method: 'POST',
    body: JSON.stringify({ thread: { id: 'a thread' }, author: { name: 'Grace', email: 'grace@example.org' }, body }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { comment: Comment }).comment;
};

const paragraph = `<p>${'The flock turned once more above the reeds, and nobody said a word. '.repeat(8)}</p>`;
const article = paragraph.repeat(12);

interface Site {
  /** What stands between the element's tags. */
  inside: string;
  attributes?: string;
  /** Above the element. */
  above?: string;
  below?: string;
}

const write = ({ inside, attributes = 'thread="a thread"', above = '', below = '' }: Site): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>An article</title>
    <script type="module" src="/starling.js"></script>
  </head>
  <body>
    <main><h1>An article</h1>${above}<starling-comments server="/" ${attributes}>${inside}</starling-comments>${below}</main>
    <footer><p>Imprint</p></footer>
  </body>
</html>`;

const rendered = (options: RenderOptions = {}, page = first): string =>
  renderThread(page, { thread: 'a thread', ...options });

interface Visit {
  page: Tab;
  /** Paths of the API that were asked for, in order. */
  asked: string[];
  /** What was warned of, or reported. */
  told: string[];
}

const visit = async (site: Site, options: BrowserContextOptions = {}, hash = ''): Promise<Visit> => {
  const host: HostPage = await serveHostPage(
    write(site),
    { 'Content-Security-Policy': strictPolicy() },
    server.url.slice(0, -1),
  );
  const context = await browser.newContext(options);
  onTestFinished(async () => {
    await context.close();
    await host.close();
  });
  const page = await context.newPage();
  const [asked, told]: string[][] = [[], []];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    // But the stream of what is live, which begins ten seconds later, however fast the rest is.
    if (/^\/api\/(?!.*\/events$)/.test(pathname)) asked!.push(pathname);
  });
  page.on('console', (message) => /warning|error/.test(message.type()) && told!.push(message.text()));
  page.on('pageerror', (error) => told!.push(error.message));
  await page.goto(`${host.url}/${hash}`);
  return { page, asked: asked!, told: told! };
};

const items = (page: Tab) => page.locator('starling-comment-list [id^=comment-]');
const comments = (page: Tab) => page.locator('starling-comment-list starling-comment article');
const newest = () => first.comments[0]!;
/** The first words of a comment. */
const wordsOf = ({ html }: Comment): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .slice(0, 20)
    .trim();

describe('a thread that a generator wrote', { timeout: 60_000 }, () => {
  test('is there for crawlers and readers without scripts', async () => {
    const { page } = await visit({ inside: rendered() }, { javaScriptEnabled: false });
    expect(await page.locator('.starling-thread > ol > li').count()).toBe(25);
    expect(await page.locator('body').textContent()).toContain(wordsOf(newest()));
    expect(await page.getByRole('heading', { name: '30 comments' }).isVisible()).toBe(true);
  });

  test('is taken over without a request, is shown once, and takes a comment', async () => {
    const { page, asked, told } = await visit({ inside: rendered() });
    await comments(page).nth(24).waitFor();
    expect(await page.locator('.starling-thread').count()).toBe(0);
    expect(await page.getByRole('heading', { name: '30 comments' }).count()).toBe(1);
    expect(await page.locator('starling-comment-form textarea').isVisible()).toBe(true);
    await page.waitForTimeout(1500);
    expect(asked).toEqual([]);
    const form = page.locator('starling-comment-form');
    await form.getByLabel('Email', { exact: true }).fill('ada@example.org');
    await form.getByLabel('Name', { exact: true }).fill('Ada');
    await form.getByLabel('Message').fill('Written below what was written');
    await form.getByRole('button', { name: 'Post comment' }).click();
    await items(page).first().getByText('Written below what was written').waitFor();
    expect(told).toEqual([]);
    first = await readPage();
  });

  test.each(['above', 'below'])('is taken over for an element %s that shows it too', async (where) => {
    const summary = '<starling-rating-summary server="/" thread="a thread"></starling-rating-summary>';
    const { page, asked } = await visit({ inside: rendered(), [where]: summary });
    await comments(page).nth(24).waitFor();
    await page.locator('main > starling-rating-summary [part~=average]').waitFor();
    expect(asked).toEqual([]);
  });

  test('leaves other threads of the page to their backends', async () => {
    const other = '<starling-comment-list server="/" thread="another thread"></starling-comment-list>';
    const { page, asked } = await visit({ inside: rendered(), above: other });
    await comments(page).nth(24).waitFor();
    await page.locator('main > starling-comment-list').getByText('Leave the first review').waitFor();
    expect(asked).toEqual(['/api/v1/comments']);
  });

  test('goes on by its cursor', async () => {
    const { page } = await visit({ inside: rendered() });
    await comments(page).nth(24).waitFor();
    await page.getByRole('button', { name: 'Show more', exact: true }).click();
    await expect.poll(() => items(page).count()).toBe((await readPage()).total);
    const ids = await items(page).evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is asked for once more when the reader comes: what is gone goes, of what is new a button tells', async () => {
    const [, old] = first.comments;
    const page: Page = {
      ...first,
      comments: [
        first.comments[0]!,
        { ...old!, html: '<p>As it read last week</p>' },
        { ...old!, id: `${old!.id}x`, root: `${old!.id}x`, html: '<p>Gone since</p>' },
        ...first.comments.slice(2),
      ],
    };
    const { comment } = { comment: await post('Written since the page was made') };
    const { page: tab, asked } = await visit({ inside: rendered({}, page), above: article });
    await tab.getByText('Gone since').waitFor();
    expect(asked).toEqual([]);
    await tab.mouse.wheel(0, 5000);
    await tab.getByRole('button', { name: '1 new comment' }).waitFor();
    expect(asked).toEqual(['/api/v1/comments']);
    expect(await tab.getByText('Gone since').count()).toBe(0);
    expect(await tab.getByText('As it read last week').count()).toBe(0);
    expect(await tab.locator(`#comment-${comment.id}`).count()).toBe(0);
    await tab.getByRole('button', { name: '1 new comment' }).click();
    await tab.locator(`#comment-${comment.id}`).waitFor();
    first = await readPage();
  });

  test('that is older than a whole page is loaded anew', async () => {
    const old = first.comments.map((comment, n) => ({
      ...comment,
      id: `old${n}`,
      root: `old${n}`,
      replies: [],
      createdAt: '2020-01-01T00:00:00Z',
    }));
    const { page } = await visit({ inside: rendered({}, { ...first, comments: old }), above: article });
    await page.locator('#comment-old0').waitFor();
    // A reader goes on where a first turn of the wheel came before there was anything to scroll.
    const scrolled = async () => {
      await page.mouse.wheel(0, 5000);
      return page.locator(`#comment-${newest().id}`).isVisible();
    };
    await expect.poll(scrolled, { timeout: 30_000 }).toBe(true);
    expect(await page.locator('[id^=comment-old]').count()).toBe(0);
  });

  test('leads a permalink to its comment', async () => {
    const last = first.comments.at(-1)!;
    const { page, asked } = await visit({ inside: rendered(), above: article }, {}, `#comment-${last.id}`);
    await page.locator(`starling-comment-list #comment-${last.id}.target`).waitFor();
    await expect
      .poll(() =>
        page.locator(`#comment-${last.id}`).evaluate((item) => item.getBoundingClientRect().top < innerHeight),
      )
      .toBe(true);
    expect(asked.filter((path) => path !== '/api/v1/comments')).toEqual([]);
  });
});

describe('what is written in the element, and can not be used,', { timeout: 60_000 }, () => {
  const hostile = '<p>x</p><img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
  test.each([
    ['is no JSON', (html: string) => html.replace('{"comments"', '{comments')],
    [
      'is JSON of something else',
      (html: string) => html.replace(/(application\/json"[^>]*>).*?(?=<\/script>)/, '$1{"hello":[1]}'),
    ],
    ['has a comment without an author', (html: string) => html.replace('"author":{', '"writer":{')],
    ['has a summary of another kind', (html: string) => html.replace('"distribution":{', '"spread":{')],
    ['has lost its script', (html: string) => html.replace(/<script.*?<\/script>/, '')],
    ['is of another thread', (html: string) => html.replaceAll('"a thread"', '"another thread"')],
  ])('as it %s, is told to the author, and the backend is asked', async (_, change) => {
    const inside = rendered();
    expect(change(inside)).not.toBe(inside);
    const { page, asked, told } = await visit({ inside: change(inside) });
    await comments(page).nth(24).waitFor();
    expect(asked).toEqual(['/api/v1/comments']);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('renderThread');
    expect(await page.locator('.starling-thread').count()).toBe(0);
  });

  test('for another order is not', async () => {
    const { page, asked, told } = await visit({ inside: rendered(), attributes: 'thread="a thread" sort="oldest"' });
    await comments(page).nth(24).waitFor();
    expect(asked).toEqual(['/api/v1/comments']);
    expect(told).toEqual([]);
  });

  test('neither runs in the page nor in the element', async () => {
    const evil = {
      ...first,
      comments: [{ ...newest(), html: hostile, author: { name: '</script><!--<script>window.pwned=1//' } }],
    };
    const { page, asked } = await visit({ inside: rendered({}, evil) });
    await comments(page).first().waitFor();
    expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
    expect(await page.locator('starling-comment [part~=body]').innerHTML()).not.toMatch(/<img|<script/);
    expect(await page.getByText('</script><!--<script>').count()).toBeGreaterThan(0);
    expect(asked).toEqual([]);
  });
});

describe('taking over', { timeout: 60_000 }, () => {
  test('moves nothing that a reader of the article sees', async () => {
    const { page } = await visit({ inside: rendered(), above: article });
    await comments(page).nth(24).waitFor();
    await page.waitForTimeout(500);
    expect(await shiftsOf(page)).toEqual([]);
  });

  test('leaves the comment that is read where it is', async () => {
    const host = await serveHostPage(write({ inside: rendered(), above: article }), {}, server.url.slice(0, -1));
    onTestFinished(() => host.close());
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/starling.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(host.url, { waitUntil: 'commit' });
    const { id } = first.comments[12]!;
    const topOf = () => page.locator(`#comment-${id}`).evaluate((item) => item.getBoundingClientRect().top);
    await page.locator(`#comment-${id}`).evaluate((item) => item.scrollIntoView({ block: 'start' }));
    const before = await topOf();
    letGo();
    await page.locator(`starling-comment-list #comment-${id}`).waitFor();
    await page.waitForTimeout(400);
    expect(Math.abs((await topOf()) - before)).toBeLessThan(2);
  });

  test.each([false, true])('axe finds nothing, with scripts: %s', async (javaScriptEnabled) => {
    // Without scripts axe itself could not run: the element is then one that no script defines.
    const site = { inside: rendered({ pageAddress: `${server.url}thread?thread=a+thread` }) };
    const { page } = await visit(site, { bypassCSP: true });
    await comments(page).nth(24).waitFor();
    if (!javaScriptEnabled) await page.setContent(write(site).replace(/<script type="module".*/, ''));
    expect(await findings(page)).toEqual([]);
  });
});

test('without scripts the links lead to the form, to more comments and back', async () => {
  const pageAddress = `${server.url}thread?thread=a+thread`;
  const { page } = await visit({ inside: rendered({ pageAddress }) }, { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Leave a Comment' }).click();
  await page.locator('form#form').waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Show more' }).click();
  await expect.poll(() => page.locator('.starling-thread > ol > li').count()).toBeGreaterThan(0);
  expect(await page.locator(`#comment-${newest().id}`).count()).toBe(0);
});
