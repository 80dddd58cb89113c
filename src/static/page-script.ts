import type { Page, Sort } from '../contract.js';
import { nameThread } from '../normalise-thread.js';
import { escapeHtml } from '../platform/escape-html.js';

/**
 * A page as a data block, of what thread and in which order: `<starling-comments>` looks at that before it takes it over.
 * The thread also by the name that backends without one of their own give it, which readers would have to load code for.
 * Nothing in it can end the block, begin a comment or, in XHTML, be markup.
 */
export const pageScript = (page: Page, thread?: string, sort?: Sort): string => {
  const about = Object.entries({ thread, name: thread && nameThread(thread), sort }).map(([name, value]) =>
    value === undefined ? '' : ` data-${name}="${escapeHtml(value)}"`,
  );
  const json = JSON.stringify(page).replace(/[<>&\u2028\u2029]/g, escapeCharacter);
  return `<script type="application/json"${about.join('')}>${json}</script>`;
};

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
