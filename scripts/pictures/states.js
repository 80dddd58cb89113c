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
 * @property {(reader: Reader) => Promise<unknown>} [reach] what the reader does
 * @property {string} [only] the element of the picture; default the widget
 */

/**
 * What a reader can do in every engine. Elements are found by role and accessible name; one that ends in `…` is the
 * beginning of it.
 *
 * @typedef Reader
 * @property {(query: Query) => Promise<unknown>} press
 * @property {(query: Query) => Promise<unknown>} point moves the pointer there
 * @property {(query: Query) => Promise<unknown>} focus
 * @property {(query: Query) => Promise<unknown>} leave takes the focus away
 * @property {(query: Query, text: string) => Promise<unknown>} fill
 * @property {(query: Query, option: string) => Promise<unknown>} choose
 * @property {(run: () => unknown) => Promise<unknown>} evaluate in the page
 *
 * @typedef {import('../../tests/engines/driver/find.js').Query} Query
 */

const button = (name, nth) => ({ role: 'button', name, nth });
const field = (name, nth) => ({ role: 'textbox', name, nth });
const press = (name) => (reader) => reader.press(button(name));
const serif = 'body { font: 18px/1.6 Liberation Serif, serif }';

async function fill(reader) {
  await reader.press({ role: 'radio', name: '4 of 5 stars' });
  await reader.fill(field('Email'), 'ada@example.org');
  await reader.fill(field('Name'), 'Ada Reader');
  await reader.fill(field('Message'), 'I saw them at *Ham Wall*.\n\nIt was worth the cold, and I would go again.');
}

/** Whom the server lets in, and how. */
const identity = { required: false, email: true, providers: [{ name: 'github', label: 'GitHub' }] };

const signIn = press('Sign in');

async function askForCode(reader) {
  await signIn(reader);
  await reader.press(button('Sign in by email'));
  await reader.fill(field('Email', 0), 'ada@example.org');
  await reader.press(button('Send code'));
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
  'thread-voted-hover': { reach: (reader) => reader.point(button('Reply…')) },
  'thread-filtered': { reach: press('5 stars…') },
  'thread-linked': { reach: (reader) => reader.evaluate(() => void (location.hash = '#comment-m1')) },
  'thread-sorted': { reach: (reader) => reader.choose({ role: 'combobox', name: 'Sort by…' }, 'Oldest') },
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
    reach: async (reader) => {
      await fill(reader);
      await reader.leave(field('Message'));
    },
  },
  'form-360': { width: 360, only: 'starling-comment-form' },
  'form-focus': { reach: (reader) => reader.focus(field('Message')), only: 'starling-comment-form' },
  'form-held': {
    backend: 'held',
    reach: async (reader) => {
      await fill(reader);
      await reader.press(button('Post comment'));
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
    reach: (reader) => reader.focus(field('Message')),
    only: 'starling-comment-form',
  },
  own: { thread: 'own' },
  reply: { reach: press('Reply…') },
  'reply-360': { reach: press('Reply…'), width: 360 },
  'reply-held': {
    backend: 'held',
    // The second of each is the panel's.
    reach: async (reader) => {
      await reader.press(button('Reply…'));
      await reader.fill(field('Email', 1), 'ada@example.org');
      await reader.fill(field('Name', 1), 'Ada');
      await reader.fill(field('Message', 1), 'They do.');
      await reader.press(button('Post comment', 1));
    },
  },
  edit: { thread: 'own', reach: press('Edit…') },
  delete: { thread: 'own', reach: press('Delete…') },
  undo: {
    thread: 'own',
    reach: async (reader) => {
      await reader.press(button('Delete…'));
      // The comment's own button also says whose comment it is.
      await reader.press(button('Delete'));
    },
  },
  report: { reach: press('Report…') },
  'report-360': { reach: press('Report…'), width: 360 },
};
