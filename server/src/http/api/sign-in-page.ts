import type { ApiError } from '../../api-error.js';
import { SignInFailed } from '../../identity/sign-in-failed.js';
import { textsIn } from '../../mail/texts/texts.js';
import type { Finished } from '../../service/sign-ins.js';
import { escapeHtml } from '../../static.js';
import { paragraph, plainPage } from '../plain-page.js';

/**
 * Passes the code to the page that opened this window, and to no other; if no page did, returns to the page with the
 * code.
 */
const script = `const { code, origin, back } = document.body.dataset;
if (opener) {
  opener.postMessage({ starlingCode: code }, origin);
  close();
} else if (back) location.replace(back + '#starling-code=' + code);`;

/** @param asked the language that the reader reads, as BCP 47 */
export const donePage = ({ code, origin, return: back = '' }: Finished, asked: string): Response => {
  const { language, texts } = textsIn(asked);
  return plainPage({
    status: 200,
    language,
    heading: texts.signIn.done,
    content: paragraph(texts.signIn.doneMore),
    // The part after the hash belongs to the page itself, and is replaced by the code.
    script: { text: script, data: { code, origin, back: back.replace(/#.*/s, '') } },
  });
};

/** @param back the page that the reader left in this window; what they typed is stored there */
export const failedPage = (error: ApiError, asked: string, back?: string): Response => {
  const { language, texts } = textsIn(asked);
  const { failed, why, again, back: backText } = texts.signIn;
  const content = [
    paragraph(why[error instanceof SignInFailed ? error.reason : 'page']),
    // For whoever made the page.
    error instanceof SignInFailed ? '' : `<p lang="en" dir="ltr">${escapeHtml(withFields(error))}</p>`,
    paragraph(again),
    back === undefined ? '' : `<p><a href="${escapeHtml(back)}">${escapeHtml(backText)}</a></p>`,
  ];
  const page = plainPage({
    status: error.status,
    language,
    heading: failed,
    content: content.filter((part) => part !== '').join('\n'),
  });
  if (error.retryAfter !== undefined) page.headers.set('Retry-After', String(error.retryAfter));
  return page;
};

const withFields = ({ message, fields = {} }: ApiError): string =>
  [message, ...Object.entries(fields).map(([name, what]) => `${name}: ${what}`)].join(' ');
