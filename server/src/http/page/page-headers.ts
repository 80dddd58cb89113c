import type { Site } from '../../service/sites.js';

/**
 * Allows no scripts, no images, and nothing from other origins; the page's own style by its hash. The site's pages may
 * frame it.
 */
export const headersFor = async ({ origins, index }: Site): Promise<Record<string, string>> => {
  const { pageStyle } = await import('./page-style.js');
  style ??= crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(pageStyle))
    .then((digest) => btoa(String.fromCharCode(...new Uint8Array(digest))));
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'sha256-${await style}'`,
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${["'self'", ...origins].join(' ')}`,
    ].join('; '),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(!index && { 'X-Robots-Tag': 'noindex' }),
  };
};

let style: Promise<string> | undefined;
