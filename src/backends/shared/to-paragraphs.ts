import { escapeHtml } from '../../platform/escape-html.js';

/** Plain text as HTML: blank lines separate paragraphs, other line breaks become `<br>`. */
export const toParagraphs = (text: string): string =>
  text
    .trim()
    .split(/\s*\n\s*\n\s*/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\r?\n/g, '<br>')}</p>`)
    .join('');
