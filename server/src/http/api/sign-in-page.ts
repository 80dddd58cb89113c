import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ApiError } from '../../api-error.js';
import type { Finished } from '../../service/sign-ins.js';

/**
 * Passes the code to the page that opened this window, and to no other; if no page did, returns to the page with the
 * code.
 */
const script = `const { code, origin, back } = document.body.dataset;
if (opener) {
  opener.postMessage({ starlingCode: code }, origin);
  close();
} else if (back) location.replace(back + '#starling-code=' + code);`;

const scriptHash = btoa(String.fromCharCode(...sha256(utf8ToBytes(script))));

export const donePage = ({ code, origin, return: back = '' }: Finished): Response => {
  // The part after the hash belongs to the page itself, and is replaced by the code.
  const data = { code, origin, back: back.replace(/#.*/s, '') };
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${escape(value)}"`);
  return page(
    200,
    `<body ${attributes.join(' ')}>\n<p>You are signed in. You can close this window.</p>\n<script>${script}</script>`,
  );
};

/** @param back the page that the reader left in this window; what they typed is stored there */
export const failedPage = ({ message, status }: ApiError, back?: string): Response => {
  const link = back === undefined ? '' : ` Or go <a href="${escape(back)}">back to the page</a> that you came from.`;
  return page(status, `<body>\n<p>${escape(message)}</p>\n<p>You can close this window and try again.${link}</p>`);
};

const page = (status: number, body: string): Response =>
  new Response(
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>Sign in</title>\n${body}\n`,
    {
      status,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': `default-src 'none'; script-src 'sha256-${scriptHash}'; frame-ancestors 'none'; base-uri 'none'`,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-store',
      },
    },
  );

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
