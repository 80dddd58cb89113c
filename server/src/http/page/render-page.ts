import type { Comment, Page } from '../../contract.js';
import { arabic, escapeHtml, german, renderThread, textsOf, type Messages, type Texts } from '../../static.js';
import { pageStyle } from './page-style.js';
import { renderForm, type Problems, type Typed } from './render-form.js';

export interface PageView {
  page: Page;
  locale: string | undefined;
  theme: 'auto' | 'light' | 'dark';
  typed: Typed;
  problems: Problems;
  /** What has just happened, or an error of the form as a whole. */
  notice: string | undefined;
  time: string;
  /** Address of the next page of comments. */
  next: string | undefined;
  /** Address of the thread's first page, if this is another one. */
  first: string | undefined;
  /** Address of a root's replies that are not on this page. */
  repliesAddress: (root: Comment) => string;
  /** Address of the page that the thread is about. */
  about: string | undefined;
  indexed: boolean;
}

const translations: Record<string, Messages> = { ar: arabic, de: german };

/** The texts of a language if they exist, otherwise English. */
export const textsFor = (locale = 'en'): Texts => {
  const [lang = 'en'] = locale.toLowerCase().split('-');
  const messages = translations[lang];
  return messages ? textsOf(lang, messages) : textsOf('en');
};

/** A thread and its form as a page without scripts. */
export const renderPage = (view: PageView): string => {
  const { page, theme, notice, first, next, about, indexed, repliesAddress } = view;
  const { closed } = page.thread;
  const texts = textsFor(view.locale);
  const title = texts.count('comments', page.total);
  return `<!doctype html>
<html lang="${texts.lang}" dir="${texts.dir}"${theme === 'auto' ? '' : ` class="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${indexed ? '' : '<meta name="robots" content="noindex">\n'}${about ? `<link rel="canonical" href="${escapeHtml(about)}">\n` : ''}<style>${pageStyle}</style>
</head>
<body>
<main>
${notice ? `<p class="note" role="status">${escapeHtml(notice)}</p>\n` : ''}${renderForm({ ...view, thread: page.thread, texts })}
${renderThread(page, { locale: texts.lang, messages: translations[texts.lang], headingLevel: closed ? 1 : 2, repliesAddress, withPage: false })}
${renderLink(next, 'next', texts.text('more'))}${renderLink(first, 'first', texts.text('all'))}</main>
</body>
</html>
`;
};

const renderLink = (address: string | undefined, relation: 'next' | 'first', text: string): string =>
  address === undefined ? '' : `<p><a href="${escapeHtml(address)}" rel="${relation}">${escapeHtml(text)}</a></p>\n`;
