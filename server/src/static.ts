/**
 * What the server's own pages and mails take from the widget's package: how a thread looks as HTML, and the texts. It is
 * bundled into the server's build, and loads with the first of them.
 */
export { directionOf } from '../../src/i18n/direction.js';
export { escapeHtml } from '../../src/platform/escape-html.js';
export { renderThread } from '../../src/static/render-thread.js';
export { textsOf, type Texts } from '../../src/static/texts.js';
export { messages as arabic } from '../../src/locales/ar.js';
export { messages as german } from '../../src/locales/de.js';
export type { Messages } from '../../src/i18n/locale.js';
