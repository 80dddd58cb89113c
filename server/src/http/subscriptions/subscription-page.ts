import { hashText } from '../../hash.js';
import { readersLanguage, textsIn } from '../../mail/texts/texts.js';
import { directionOf, escapeHtml } from '../../static.js';
import type { LinkedSubscription } from '../../service/subscriptions.js';

/** A page without scripts: it says what the link is for and has a button, or says what was done. */
export const subscriptionPage = (
  found: LinkedSubscription | undefined,
  state: 'asked' | 'done',
  acceptLanguage: string | undefined,
): Response => {
  const asked = found?.subscription?.language ?? readersLanguage(acceptLanguage) ?? 'en';
  const { language, texts } = textsIn(asked);
  const site = found?.site?.name || '';
  const title = found?.subscription?.threadTitle ?? found?.subscription?.threadUrl ?? found?.subscription?.threadId;
  const { heading, words, button } = contentOf(found, state, texts.page, title ?? '');
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(heading)}</title>
<style>${style}</style>
</head>
<body>
<main>
${site && `<p class="site">${escapeHtml(site)}</p>\n`}<h1>${escapeHtml(heading)}</h1>
${words.map((text) => `<p dir="auto">${escapeHtml(text)}</p>`).join('\n')}
${button && `<form method="post"><button>${escapeHtml(button)}</button></form>`}
</main>
</body>
</html>
`;
  return new Response(html, { status: found ? 200 : 404, headers });
};

const contentOf = (
  found: LinkedSubscription | undefined,
  state: 'asked' | 'done',
  texts: ReturnType<typeof textsIn>['texts']['page'],
  title: string,
): { heading: string; words: string[]; button: string } => {
  if (!found) return { heading: texts.unknown, words: [texts.unknownMore], button: '' };
  const { purpose, subscription } = found;
  const isOver = subscription === undefined;
  if (purpose === 'end') {
    if (isOver || state === 'done') return { heading: texts.ended, words: [texts.endedMore], button: '' };
    return { heading: texts.end, words: [title], button: texts.endButton };
  }
  if (isOver) return { heading: texts.tooLate, words: [texts.tooLateMore], button: '' };
  if (state === 'done' || subscription.confirmed) {
    return { heading: texts.confirmed, words: [title, texts.confirmedMore], button: '' };
  }
  return { heading: texts.confirm, words: [title, texts.confirmMore], button: texts.confirmButton };
};

const style = `:root{color-scheme:light dark}body{font:1.1em/1.5 system-ui,sans-serif;margin:0}main{max-width:32em;margin:10vh auto;padding:0 1em}h1{font-size:1.4em;line-height:1.25}.site{opacity:.75}button{font:inherit;padding:.6em 1.2em;min-height:44px;border:1px solid;border-radius:.4em;cursor:pointer}`;

/** The address contains the token for its action, so it is not sent to other pages, and the page is not cached. */
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${toBase64(hashText(style))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
};

/** Content security policies contain hashes in plain base64. */
function toBase64(base64url: string): string {
  const plain = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
}
