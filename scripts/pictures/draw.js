import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { html, mount } from './page.js';
import { pageReader } from './page-reader.js';
import { given, now } from './thread.js';

const root = 'http://starling.example/';
const types = { '.js': 'text/javascript', '.css': 'text/css' };

/**
 * Draws one state in a page of its own, by the drop-in as it is built.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./states.js').State} state
 */
export async function draw(browser, state) {
  const { page, close } = await openState(browser, state);
  const picture = await page
    .locator(state.only ?? 'starling-comments')
    .first()
    .screenshot({ animations: 'disabled', caret: 'hide' });
  await close();
  return picture;
}

/**
 * Opens a page with the widget in a state; for `draw`, and for whatever else looks at all states, which may `prepare` the
 * page before anything is there.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./states.js').State} state
 * @param {(page: import('playwright-core').Page) => Promise<unknown>} [prepare]
 */
export async function openState(browser, state, prepare) {
  const { width = 768, height = 900, media = {} } = state;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...media,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await prepare?.(page);
  if (media.media) await page.emulateMedia({ media: media.media });
  await page.clock.setFixedTime(now);
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(state) });
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const file = new URL(`../..${pathname}`, import.meta.url);
    return route.fulfill({ contentType: types[extname(pathname)], body: await readFile(file) });
  });
  await page.goto(root);
  await page.evaluate(mount, given(state));
  // Until what comes after a first view is there, too.
  await page.waitForTimeout(state.backend === 'loading' ? 900 : 2200);
  if (state.reach) {
    await state.reach(pageReader(page));
    await page.waitForTimeout(900);
  }
  return { page, close: () => context.close() };
}
