// Every state of the widget, and how a reader gets there.

/**
 * @typedef State
 * @property {string} [thread] name of what is in the thread
 * @property {object} [settings] of the thread
 * @property {object} [attributes] of the element
 * @property {'loading' | 'failing' | 'held' | 'signed-in'} [backend] what it does but to answer
 * @property {number} [width] of the window; default 768
 * @property {number} [height] of the window; default 900
 * @property {string} [css] of the page
 * @property {string} [lang] of the page
 * @property {object} [media] as Playwright's `emulateMedia`
 * @property {(page: import('playwright-core').Page) => Promise<unknown>} [reach] what the reader does
 * @property {string} [only] the element of the picture; default the widget
 */

const button = (page, name) => page.getByRole('button', { name }).first();
const press = (name) => (page) => button(page, name).click();
const panel = (page) => page.locator('.panel').first();
const serif = 'body { font: 18px/1.6 Liberation Serif, serif }';

async function fill(page) {
  await page.getByRole('radio', { name: '4 of 5 stars' }).check({ force: true });
  await page.getByLabel('Email', { exact: true }).fill('ada@example.org');
  await page.getByLabel('Name', { exact: true }).fill('Ada Reader');
  await page.getByLabel('Message').fill('I saw them at *Ham Wall*.\n\nIt was worth the cold, and I would go again.');
}

/** Whom the server lets in, and how. */
const identity = { required: false, email: true, providers: [{ name: 'github', label: 'GitHub' }] };

const signIn = (page) => page.getByRole('button', { name: 'Sign in', exact: true }).first().click();

async function askForCode(page) {
  await signIn(page);
  await button(page, 'Sign in by email').click();
  await page.getByRole('group', { name: 'Sign in' }).getByLabel('Email').fill('ada@example.org');
  await button(page, 'Send code').click();
}

const widths = (name, state) =>
  Object.fromEntries([1200, 768, 360, 280].map((width) => [`${name}-${width}`, { ...state, width }]));

/** @type {Record<string, State>} */
export const states = {
  ...widths('thread', {}),
  'thread-dark': { media: { colorScheme: 'dark' } },
  'thread-forced-colours': { media: { forcedColors: 'active' } },
  'thread-right-to-left': { thread: 'right', lang: 'ar' },
  'thread-print': { media: { media: 'print' } },
  'thread-serif': { css: serif },
  'thread-14px': { css: 'body { font-size: 14px }' },
  'thread-20px': { css: 'body { font-size: 20px }' },
  'thread-voted-hover': { reach: (page) => button(page, 'Reply').hover() },
  'thread-filtered': { reach: press(/^5 stars/) },
  'thread-linked': { reach: (page) => page.evaluate(() => void (location.hash = '#comment-m1')) },
  'thread-sorted': { reach: (page) => page.getByLabel('Sort by').selectOption('oldest') },
  ...widths('deep', { thread: 'deep' }),
  'deep-right-to-left': { thread: 'deep', lang: 'ar', width: 360 },
  'deep-dark': { thread: 'deep', media: { colorScheme: 'dark' }, width: 360 },
  'rich-768': { thread: 'rich' },
  'rich-360': { thread: 'rich', width: 360 },
  'rich-dark': { thread: 'rich', media: { colorScheme: 'dark' } },
  empty: { thread: 'empty' },
  loading: { backend: 'loading' },
  'loading-dark': { backend: 'loading', media: { colorScheme: 'dark' } },
  failing: { backend: 'failing' },
  'failing-360': { backend: 'failing', width: 360 },
  closed: { settings: { closed: true } },
  'form-wrong': { reach: press('Post comment') },
  'form-right': {
    reach: async (page) => {
      await fill(page);
      await page.getByLabel('Message').blur();
    },
  },
  'form-360': { width: 360, only: 'starling-comment-form' },
  'form-focus': { reach: (page) => page.getByLabel('Message').focus(), only: 'starling-comment-form' },
  'form-held': {
    backend: 'held',
    reach: async (page) => {
      await fill(page);
      await button(page, 'Post comment').click();
    },
  },
  'sign-in': { settings: { identity } },
  'sign-in-360': { settings: { identity }, width: 360, only: 'starling-comment-form' },
  'sign-in-ways': { settings: { identity }, reach: signIn, only: 'starling-comment-form' },
  'sign-in-ways-360': { settings: { identity }, reach: signIn, width: 360, only: 'starling-comment-form' },
  'sign-in-required-360': {
    ...{ settings: { identity: { ...identity, required: true } }, width: 360 },
    only: 'starling-comment-form',
  },
  'sign-in-required': { settings: { identity: { ...identity, required: true } }, only: 'starling-comment-form' },
  'sign-in-code': { settings: { identity }, reach: askForCode },
  'sign-in-code-360': { settings: { identity }, reach: askForCode, width: 360, only: 'starling-comment-form' },
  'signed-in': { thread: 'own', settings: { identity }, backend: 'signed-in' },
  'signed-in-dark': {
    ...{ settings: { identity }, backend: 'signed-in', only: 'starling-comment-form' },
    media: { colorScheme: 'dark' },
  },
  compact: { attributes: { composer: 'compact' } },
  'compact-360': { attributes: { composer: 'compact' }, width: 360, only: 'starling-comment-form' },
  'compact-focus': {
    attributes: { composer: 'compact' },
    reach: (page) => page.getByLabel('Message').focus(),
    only: 'starling-comment-form',
  },
  own: { thread: 'own' },
  reply: { reach: press(/^Reply/) },
  'reply-360': { reach: press(/^Reply/), width: 360 },
  'reply-held': {
    backend: 'held',
    reach: async (page) => {
      await button(page, /^Reply/).click();
      await panel(page).getByLabel('Email', { exact: true }).fill('ada@example.org');
      await panel(page).getByLabel('Name', { exact: true }).fill('Ada');
      await panel(page).getByLabel('Message').fill('They do.');
      await panel(page).getByRole('button', { name: 'Post comment' }).click();
    },
  },
  edit: { thread: 'own', reach: press(/^Edit/) },
  delete: { thread: 'own', reach: press(/^Delete/) },
  undo: {
    thread: 'own',
    reach: async (page) => {
      await button(page, /^Delete/).click();
      await panel(page)
        .getByRole('button', { name: /^Delete/ })
        .click();
    },
  },
  report: { reach: press(/^Report/) },
  'report-360': { reach: press(/^Report/), width: 360 },
};
