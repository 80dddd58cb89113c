import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { directionOf, escapeHtml } from '../static.js';

export interface PlainPage {
  status: number;
  /** A language of our texts. */
  language: string;
  heading: string;
  /** Shown above the heading: the site's name. */
  site?: string;
  /** HTML, below the heading. */
  content: string;
  script?: { text: string; data: Readonly<Record<string, string>> };
}

/**
 * A small page for what the widget can't show: where the links of mails lead, and where a sign-in elsewhere ends. Its
 * address contains a secret, so it is not sent to other pages, and the page is not cached.
 */
export const plainPage = ({ status, language, heading, site = '', content, script }: PlainPage): Response => {
  const data = Object.entries(script?.data ?? {}).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(heading)}</title>
<style>${style}</style>
</head>
<body${data.join('')}>
<main>
${site && `<p class="site">${escapeHtml(site)}</p>\n`}<h1>${escapeHtml(heading)}</h1>
${content}
</main>
${script ? `<script>${script.text}</script>\n` : ''}</body>
</html>
`;
  const scripts = script ? ` script-src '${sourceOf(script.text)}';` : '';
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none';${scripts} style-src '${sourceOf(style)}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-store',
    },
  });
};

/** A paragraph, in the direction of its first letters. */
export const paragraph = (text: string): string => `<p dir="auto">${escapeHtml(text)}</p>`;

const style = `:root{color-scheme:light dark}body{font:1.1em/1.5 system-ui,sans-serif;margin:0}main{max-width:32em;margin:10vh auto;padding:0 1em}h1{font-size:1.4em;line-height:1.25}.site{opacity:.75}button{font:inherit;padding:.6em 1.2em;min-height:44px;border:1px solid;border-radius:.4em;cursor:pointer}`;

/** How a content security policy names an inline text. */
const sourceOf = (text: string): string => `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
