import type { Comment, Page, Sort, Summary } from '../contract.js';
import type { Messages } from '../i18n/locale.js';
import { rowsOf, type Row } from '../thread/branch.js';
import { escapeHtml } from '../platform/escape-html.js';
import { webAddress } from '../platform/web-address.js';
import { pageLinks } from './page-links.js';
import { pageScript } from './page-script.js';
import { safeHtml } from './safe-html.js';
import { textsOf, type Texts } from './texts.js';

export interface RenderOptions {
  /** BCP 47 tag of the language; default `en`. */
  locale?: string;
  /** Texts of that language: `starling-comments/locales/<tag>` has them. What they lack is English. */
  messages?: Messages;
  /** Level of the heading, 1 to 6; default 2. */
  headingLevel?: number;
  /**
   * What the page calls its thread, as in `<starling-comments thread="…">`, else its canonical address. With it the
   * element shows the page for no other thread; without it for the first that it shows.
   */
  thread?: string;
  /** The order that the page was asked for in; default `newest`. An element with another one asks its backend. */
  sort?: Sort;
  /**
   * Address (http or https) of the thread's page without scripts: a Starling server's `/thread?thread=…`. With it there
   * are links to the form, to more comments and to more replies, for readers without scripts; without it there are none.
   */
  pageAddress?: string;
  /** Address of the replies to a root that the page has not; default: that of `pageAddress`. */
  repliesAddress?: (root: Comment) => string;
  /** Whether the page comes along as JSON, which `<starling-comments>` takes over without a request; default `true`. */
  withPage?: boolean;
}

/**
 * A page of a thread as HTML without scripts that run and without styles: safe to stand in any page, whatever its
 * comments say, and always the same for the same page. Between the tags of `<starling-comments>` it is what crawlers and
 * readers without scripts see, and what the element shows without a request.
 *
 * It needs neither DOM nor Lit: any JavaScript runtime will do.
 *
 * @param page the first page of a thread, as `GET /api/v1/comments` or a backend's `list` gives it
 * @throws TypeError where `pageAddress` is no address of the web; RangeError where `locale` is no BCP 47 tag
 */
export const renderThread = (page: Page, options: RenderOptions = {}): string => {
  const { locale, messages, headingLevel, thread, sort, withPage = true } = options;
  const texts = textsOf(locale, messages);
  const level = Math.min(6, Math.max(1, Math.trunc(headingLevel || 2)));
  const links = pageLinks(options.pageAddress);
  const repliesAddress = options.repliesAddress ?? links?.replies;
  return [
    `<div class="starling-thread" lang="${escapeHtml(texts.lang)}" dir="${texts.dir}">`,
    page.summary ? renderSummary(page.summary, texts) : '',
    `<h${level}>${escapeHtml(texts.count('comments', page.total))}</h${level}>`,
    page.thread.closed && links
      ? `<p>${escapeHtml(texts.text('closed'))}</p>`
      : renderLink(links?.form, texts.text('heading')),
    page.comments.length > 0
      ? `<ol>\n${page.comments.map((root) => renderBranch(root, texts, repliesAddress)).join('\n')}\n</ol>`
      : `<p>${escapeHtml(texts.text('empty'))}</p>`,
    page.next ? renderLink(links?.more(page.next), texts.text('more')) : '',
    withPage ? pageScript(page, thread, sort) : '',
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('\n');
};

const renderLink = (address: string | undefined, text: string): string =>
  address === undefined ? '' : `<p><a href="${escapeHtml(address)}">${escapeHtml(text)}</a></p>`;

const renderSummary = ({ average, count }: Summary, texts: Texts): string =>
  average === null
    ? ''
    : `<p class="starling-summary">${renderStars(average, texts.text('average', { n: average, max: 5 }))} ${escapeHtml(
        texts.count('ratings', count),
      )}</p>`;

/** Whole stars, and their number for those who don't see them. */
const renderStars = (value: number, label: string): string => {
  const full = Math.min(5, Math.max(0, Math.round(value)));
  return `<span class="starling-stars" role="img" aria-label="${escapeHtml(label)}">${'★'.repeat(full)}${'☆'.repeat(5 - full)}</span>`;
};

const renderBranch = (root: Comment, texts: Texts, address: RenderOptions['repliesAddress']): string => {
  const rows = rowsOf(root).map((row) => renderRow(row, texts));
  if (root.repliesNext && address) {
    const left = Math.max(1, root.replyCount - (root.replies?.length ?? 0));
    const link = `<a href="${escapeHtml(address(root))}">${escapeHtml(texts.count('replies', left))}</a>`;
    rows.push(`<li class="starling-level-1">${link}</li>`);
  }
  return rows.join('\n');
};

/** Levels that are indented; deeper ones say whom they answer. */
const deepest = 4;

const renderRow = ({ comment, depth, parent }: Row, texts: Texts): string => {
  const level = Math.min(depth, deepest);
  const { id, status } = comment;
  const content =
    status === 'deleted' ? `<p>${escapeHtml(texts.text('removed'))}</p>` : renderComment(comment, texts, parent);
  return `<li id="comment-${escapeHtml(id)}" class="starling-level-${level}"><article>${content}</article></li>`;
};

const renderComment = (comment: Comment, texts: Texts, parent?: Comment): string => {
  const { author, html, rating, createdAt, editedAt } = comment;
  const name = nameOf(comment, texts);
  const url = webAddress(author.url);
  const shown = url
    ? `<a href="${escapeHtml(url)}" rel="nofollow ugc noopener">${escapeHtml(name)}</a>`
    : escapeHtml(name);
  const about = [
    `<b dir="auto">${shown}</b>${author.badge ? ` <span class="starling-badge">${escapeHtml(texts.text(author.badge))}</span>` : ''}`,
    `<time datetime="${escapeHtml(createdAt)}">${escapeHtml(texts.date(createdAt))}</time>`,
    editedAt ? escapeHtml(texts.text('edited')) : '',
    // Where what it answers is on another page, it stands below the root.
    parent && parent.id === comment.parent ? escapeHtml(texts.text('inReplyTo', { name: nameOf(parent, texts) })) : '',
    rating ? renderStars(rating, texts.text('stars', { n: rating, max: 5 })) : '',
  ];
  return `<p class="starling-about">${about.filter((part) => part !== '').join(' · ')}</p>\n${safeHtml(html)}`;
};

const nameOf = ({ author }: Comment, texts: Texts): string => author.name || texts.text('anonymous');
