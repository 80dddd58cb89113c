import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { now, pageOf } from './thread.js';

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
  const { width = 768, height = 900, media = {}, css = '', lang = 'en' } = state;
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
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(lang, css) });
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const file = new URL(`../../dist${pathname}`, import.meta.url);
    return route.fulfill({ contentType: types[extname(pathname)], body: await readFile(file) });
  });
  await page.goto(root);
  const { backend, attributes } = state;
  await page.evaluate(mount, { backend, attributes, answer: pageOf(state.thread ?? 'evening', state.settings), now });
  // Until what comes after a first view is there, too.
  await page.waitForTimeout(state.backend === 'loading' ? 900 : 2200);
  if (state.reach) {
    await state.reach(page);
    await page.waitForTimeout(900);
  }
  return { page, close: () => context.close() };
}

const html = (lang, css) => `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="color-scheme" content="light dark">
  <title>A picture</title>
  <style>body { margin: 16px; font: 16px/1.5 Liberation Sans, sans-serif } starling-comments { padding: 8px } ${css}</style>
  <script type="module" src="/starling.js"></script>
</html>`;

/** In the page: an element over a backend that has its answers ready. */
function mount({ answer, backend: kind, attributes = {}, now }) {
  const never = () => new Promise(() => {});
  const { mine, ...first } = answer;
  const backend = {
    name: 'pictures',
    editsStars: true,
    list: async ({ rating }) => {
      if (kind === 'loading') return never();
      if (kind === 'failing') throw Object.assign(new Error(), { code: 'network' });
      return { ...first, comments: first.comments.filter((each) => !rating || each.rating === rating) };
    },
    mine: async () => mine,
    submit: async ({ parent = null, author, rating = null }) => ({
      ...{ id: 'new', parent, root: parent ?? 'new', author, html: '<p>They do.</p>', rating, replyCount: 0 },
      ...{ status: kind === 'held' ? 'pending' : 'published', createdAt: new Date(now).toISOString(), editedAt: null },
      votes: { up: 0, down: 0 },
    }),
    find: async () => ({ root: first.comments[1], path: [] }),
    ...{ vote: never, edit: never, remove: never, report: never, replies: never, preview: never },
  };
  if (first.thread.identity) {
    const current = kind === 'signed-in' ? { name: 'Ada Reader' } : undefined;
    const asked = { use: async () => {}, sendCode: async () => {}, enterCode: never, signInAt() {}, signOut() {} };
    backend.identity = async () => ({ current, canSignOut: true, subscribe: () => () => {}, ...asked });
  }
  const element = document.createElement('starling-comments');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(Object.assign(element, { backend }));
}
