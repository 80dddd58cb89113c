import type { Letter } from './mail.js';
import { directionOf, escapeHtml } from '../static.js';

/** The parts of a letter, from top to bottom. All of them are text, except for the HTML of a quote, which is safe. */
export interface LetterParts {
  subject: string;
  /** BCP 47. */
  language: string;
  /** The site's name, shown at the top. */
  site: string;
  blocks: readonly Block[];
  /** Shown in small letters at the end. */
  footer?: readonly Block[];
  headers?: Letter['headers'];
}

export type Block =
  | { type: 'words'; text: string }
  /** A code to copy. */
  | { type: 'code'; code: string }
  | { type: 'link'; label: string; href: string }
  /** Somebody's text, as typed and as safe HTML. */
  | { type: 'quote'; text: string; html: string };

export const writeLetter = ({ subject, language, site, blocks, footer = [], headers }: LetterParts): Letter => ({
  subject: oneLine(subject),
  text: [...blocks.map(asText), ...(footer.length > 0 ? ['-- ', ...footer.map(asText)] : [])].join('\n\n') + '\n',
  html: `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><title>${escapeHtml(oneLine(subject))}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:38em;margin:1em auto;padding:0 1em">
<p style="color:#595959">${escapeHtml(oneLine(site))}</p>
${blocks.map(asHtml).join('\n')}
${footer.length > 0 ? `<hr style="border:0;border-top:1px solid #ccc">\n<div style="font-size:.85em;color:#595959">\n${footer.map(asHtml).join('\n')}\n</div>` : ''}
</body>
</html>
`,
  ...(headers && { headers }),
});

/**
 * Cleans text for a header: one line of limited length, without characters that only control how text is displayed.
 * Names and titles are written by strangers.
 */
const oneLine = (text: string): string => {
  const clean = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]+/gu, ' ')
    .trim();
  const letters = [...clean];
  return letters.length > longestLine ? `${letters.slice(0, longestLine - 1).join('')}…` : clean;
};

const longestLine = 200;

const asText = (block: Block): string => {
  if (block.type === 'words') return block.text;
  if (block.type === 'code') return `    ${block.code}`;
  if (block.type === 'link') return `${block.label}:\n${block.href}`;
  return block.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
};

const asHtml = (block: Block): string => {
  if (block.type === 'words') return `<p dir="auto">${escapeHtml(block.text)}</p>`;
  if (block.type === 'code') {
    return `<p style="font-size:1.6em;letter-spacing:.1em"><strong>${escapeHtml(block.code)}</strong></p>`;
  }
  if (block.type === 'link') return `<p><a href="${escapeHtml(block.href)}">${escapeHtml(block.label)}</a></p>`;
  return `<blockquote dir="auto" style="margin:1em 0;padding:0 1em;border-left:3px solid #ccc">${block.html}</blockquote>`;
};
