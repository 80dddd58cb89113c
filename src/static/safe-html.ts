import { escapeHtml } from '../platform/escape-html.js';

/**
 * The pieces of a comment, as a Starling server writes them: text, and the tags of the allow-list, with no attributes
 * but a link's address, a list's first number and a cell's alignment.
 */
const piece =
  /([^<&\0]+|&(?:amp|lt|gt|quot|nbsp|#39);)|<(\/?)(p|br|hr|strong|b|em|i|u|s|del|ins|sub|sup|kbd|code|pre|blockquote|ul|ol|li|h[1-6]|table|thead|tbody|tr|th|td|a)((?: (?:href="(?:https?:|mailto:)[^"<>\s]*"|rel="[a-z ]*"|start="\d{1,9}"|align="(?:left|right|center)"|dir="auto"))*)( ?\/)?>/gi;

const empty = new Set(['br', 'hr']);
const blocks = /^(p|pre|blockquote|ul|ol|li|h[1-6]|table|th|td)$/;

/** The largest depth of elements inside each other that is drawn as such. */
const deepest = 64;

/**
 * A comment's HTML, safe to stand in any page: well formed, of the allow-list alone. There is no parser here, and so no
 * sanitiser: what is anything else by a single character is shown as its source text.
 */
export const safeHtml = (html: string): string => {
  const open: string[] = [];
  let written = '';
  let isRight = true;
  const rest = html.replace(piece, (_, text?: string, end?: string, tag = '', attributes = '', closed = '') => {
    const name = tag.toLowerCase();
    if (text !== undefined) written += text;
    else if (end) {
      if (open.pop() !== name || attributes || closed) isRight = false;
      written += `</${name}>`;
    } else {
      written += `<${name}${attributesOf(name, attributes)}>`;
      if (!empty.has(name)) open.push(name);
      if (open.length > deepest || (closed && !empty.has(name))) isRight = false;
    }
    return '';
  });
  return isRight && rest === '' && open.length === 0 ? written : `<p>${escapeHtml(html)}</p>`;
};

const attributesOf = (name: string, attributes: string): string => {
  const value = (wanted: string) => new RegExp(` ${wanted}="([^"]*)"`, 'i').exec(attributes)?.[1];
  const href = name === 'a' ? value('href') : undefined;
  const start = name === 'ol' ? value('start') : undefined;
  const align = name === 'th' || name === 'td' ? value('align') : undefined;
  return [
    href === undefined ? '' : ` href="${href}" rel="nofollow ugc noopener"`,
    start === undefined ? '' : ` start="${start}"`,
    align === undefined ? '' : ` align="${align}"`,
    blocks.test(name) ? ' dir="auto"' : '',
  ].join('');
};
