import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { RenderedText } from '../store/store.js';

/** Rises whenever the same source comes out different, so that kept HTML can be told from what it would be now. */
export const rendererVersion = 1;

/** Markdown to safe HTML. Typed HTML shows as text, images become links, and a sanitiser has the last word. */
export const renderMarkdown = (body: string): RenderedText => ({
  body,
  html: sanitizeHtml(markdown.render(body), allowed).trim(),
  renderer: rendererVersion,
});

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const source = String(token?.attrGet('src') ?? '');
  const text = token?.content || source;
  return `<a href="${markdown.utils.escapeHtml(source)}">${markdown.utils.escapeHtml(text)}</a>`;
};

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'sub', 'sup', 'kbd', 'code', 'pre'],
    ...['blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a'],
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }) },
};

/** Whether it leads elsewhere, be it by an address that isn't made a link. */
export const hasLink = ({ body, html }: RenderedText): boolean => /<a\s/.test(html) || /\bwww\./i.test(body);
