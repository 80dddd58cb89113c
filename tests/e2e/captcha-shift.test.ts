import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/demo.js';
import { identityServer } from '../support/identity-server.js';

/** Every captcha that takes room in the form, as a site names it, with the size that its box has in the real one. */
const captchas = {
  altcha: {},
  recaptcha: { key: 'k', script: 'https://www.google.com/recaptcha/api.js', box: 'width: 304px; height: 78px' },
  hcaptcha: { key: 'k', script: 'https://js.hcaptcha.com/1/api.js', box: 'width: 303px; height: 78px' },
  turnstile: {
    ...{ key: 'k', script: 'https://challenges.cloudflare.com/turnstile/v0/api.js', mode: 'turnstile visible' },
    box: 'width: 300px; height: 65px',
  },
  friendly: { key: 'FCCLICK' },
  cap: { key: 'https://cap.example/site/' },
} as const;
type Name = keyof typeof captchas;
const names = Object.keys(captchas) as Name[];

const widths = [390, 1280];
const late = 1000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A site for each captcha, named by the server alone, and a page of it for each composer. */
const serve = async (): Promise<string> => {
  const verify = async () => ({ outcome: 'failed', reason: 'nobody sends here' }) as const;
  const sites = names.map((name) => {
    const { key } = captchas[name] as { key?: string };
    const captcha = key ? { setting: { provider: name, key }, verify } : ('altcha' as const);
    return [name, { captcha }] as const;
  });
  const pages = names.flatMap((name) =>
    ['full', 'compact'].map((composer) => {
      const { box = '', mode } = captchas[name] as { box?: string; mode?: string };
      const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
        <style>[slot=captcha] button { ${box} }</style>
        <script type="module" src="/starling.js"></script>
        <starling-comments server="/" site="${name}" thread="a thread" composer="${composer}"
          ${mode ? `captcha="${mode}"` : ''}></starling-comments>
        <p>What stands below.</p></html>`;
      return [`/${name}/${composer}`, () => page] as const;
    }),
  );
  const { url } = await identityServer({
    settings: () => ({ sites: Object.fromEntries(sites) }),
    answers: Object.fromEntries(pages),
  });
  return url;
};

interface Move {
  /** What moved, from where to where. */
  moved: string[];
  /** Whether the reader did something in the form since the frame before. */
  isReaders: boolean;
}

/** In the page, from before anything is there: what moves in any frame, and whether the reader did something then. */
function watch(): void {
  const moves: Move[] = [];
  let before: Record<string, number> = {};
  let acted = false;
  for (const type of ['focusin', 'input']) addEventListener(type, () => (acted = true), true);
  const place = (tops: Record<string, number>, name: string, element?: Element | null): void => {
    if (!element?.checkVisibility()) return;
    tops[name] = element.getBoundingClientRect().top + scrollY;
  };
  const look = (): void => {
    const tops: Record<string, number> = {};
    const root = document.querySelector('starling-comments')?.shadowRoot;
    const form = root?.querySelector('starling-comment-form')?.shadowRoot;
    for (const id of ['title', 'email', 'name', 'body']) place(tops, id, form?.querySelector(`#${id}`));
    place(tops, 'stars', form?.querySelector('starling-rating'));
    place(tops, 'remember', form?.querySelector('.foot label'));
    place(tops, 'send', form?.querySelector('[part~=submit]'));
    place(tops, 'list', root?.querySelector('starling-comment-list'));
    // An empty thread gives up the room that was kept for its comments.
    if ('isSettled' in window) place(tops, 'below', document.querySelector('p'));
    const moved = Object.keys(tops)
      .filter((name) => name in before && tops[name] !== before[name])
      .map((name) => `${name} ${before[name]} -> ${tops[name]}`);
    if (moved.length) moves.push({ moved, isReaders: acted });
    before = tops;
    acted = false;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  Object.assign(window, { moves });
}

/** All that has moved since the last call. */
const movesOf = (page: Page): Promise<Move[]> =>
  page.evaluate(() => (window as unknown as { moves: Move[] }).moves.splice(0));

const opened = async (url: string, name: Name, width: number, composer = 'full'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 1600 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(watch);
  // Cloudflare's asks every reader to tick it.
  await page.addInitScript(() =>
    Object.assign(window, {
      turnstileStandIn: { scripts: [], widgets: new Map(), lifetime: 300_000, interactive: true },
    }),
  );
  const { script } = captchas[name] as { script?: string };
  if (script) {
    const body = await readFile(new URL(`../stand-ins/captcha/${name}.js`, import.meta.url), 'utf8');
    await page.route(`${script}?**`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  const frame = await readFile(new URL('../stand-ins/captcha/friendly-frame.html', import.meta.url), 'utf8');
  await page.route('https://*.frcapi.com/**', (route) => route.fulfill({ contentType: 'text/html', body: frame }));
  await page.route('https://cap.example/**', (route) => route.abort());
  await page.route('**/api/v1/comments?**', async (route) => {
    await page.waitForTimeout(late);
    await route.continue();
  });
  await page.goto(`${url}/${name}/${composer}`);
  await page.getByLabel('Message').waitFor();
  return page;
};

/** The thread is there, and what a form loads ahead of the reader is on its way. */
const settled = async (page: Page): Promise<void> => {
  await page.getByText('Leave the first review').waitFor();
  await page.evaluate(() => Object.assign(window, { isSettled: true }));
  await page.waitForTimeout(1300);
};

/** The reader writes until the captcha's box is there, with all that it says. */
const writtenUntilShown = async (page: Page): Promise<void> => {
  const box = page.locator('div[slot=captcha]').locator('button, iframe, cap-widget, .starling-altcha').first();
  await expect
    .poll(
      async () => {
        await page.keyboard.type('a');
        return box.isVisible();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  await page.waitForTimeout(500);
};

const byTheReader = (moves: Move[]): Move[] => moves.filter(({ isReaders }) => isReaders);
const byItself = (moves: Move[]): Move[] => moves.filter(({ isReaders }) => !isReaders);

describe.each(names)('the place of %s moves nothing', (name) => {
  test('when the settings name it, and makes its room in the very frame in which the reader does something in the form', async () => {
    const url = await serve();
    await Promise.all(
      widths.flatMap((width) =>
        ['full', 'compact'].map(async (composer) => {
          const page = await opened(url, name, width, composer);
          await settled(page);
          expect(await movesOf(page)).toEqual([]);
          await page.getByLabel('Message').click();
          await writtenUntilShown(page);
          const moves = await movesOf(page);
          expect(byItself(moves)).toEqual([]);
          // A compact form opens, too.
          expect(byTheReader(moves).length).toBeLessThanOrEqual(composer === 'compact' ? 2 : 1);
          // It is there for whoever goes on by keyboard, before the button.
          const order = await page.evaluate(() => {
            const captcha = document.querySelector('div[slot=captcha]')!.getBoundingClientRect();
            const form = document
              .querySelector('starling-comments')!
              .shadowRoot!.querySelector('starling-comment-form')!.shadowRoot!;
            return (
              captcha.height > 0 && captcha.bottom <= form.querySelector('[part~=submit]')!.getBoundingClientRect().top
            );
          });
          expect(order).toBe(true);
        }),
      ),
    );
  });

  test('when the settings come to a reader who is in the form already, until that reader types', async () => {
    const url = await serve();
    await Promise.all(
      widths.map(async (width) => {
        const page = await opened(url, name, width);
        await page.locator('#email').click();
        await settled(page);
        expect(await movesOf(page)).toEqual([]);
        expect(await page.locator('div[slot=captcha]').count()).toBe(0);
        await writtenUntilShown(page);
        const moves = await movesOf(page);
        expect(byItself(moves)).toEqual([]);
        expect(byTheReader(moves).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('what is restored can be sent by a press of the button, which stays under the pointer', async () => {
  const page = await opened(await serve(), 'recaptcha', 390);
  await page.locator('#email').fill('ada@example.org');
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel('Message').fill('Typed before.');
  await settled(page);
  await page.reload();
  await settled(page);
  expect(await page.getByLabel('Message').inputValue()).toBe('Typed before.');
  await movesOf(page);
  await page.getByRole('button', { name: 'Post comment' }).hover();
  await page.mouse.down();
  await page.waitForTimeout(300);
  expect(await movesOf(page)).toEqual([]);
  await page.mouse.up();
  await page.getByText('Please check re-captcha.').waitFor();
  expect(await page.locator('div[slot=captcha] button').evaluate((box) => box === document.activeElement)).toBe(true);
});

test('what the page itself names has its room from the start, so nothing moves at all', async () => {
  const page = await opened(await serve(), 'turnstile', 390);
  await settled(page);
  await page.getByLabel('Message').click();
  await writtenUntilShown(page);
  expect(await movesOf(page)).toEqual([]);
});
