/**
 * What the server's own pages take from the widget's package: how a thread looks as HTML, and the texts. It is bundled
 * into the server's build, and loads with the first such page.
 */
export { escapeHtml } from '../../src/static/escape.js';
export { renderThread } from '../../src/static/render-thread.js';
export { textsOf, type Texts } from '../../src/static/texts.js';
export { messages as arabic } from '../../src/locales/ar.js';
export { messages as german } from '../../src/locales/de.js';
export type { Messages } from '../../src/i18n/locale.js';
