import type { Token } from 'markdown-it';

const words = (list: string) => list.split(' ');

/**
 * The elements that a comment's HTML may contain, each with its attributes. The widget's allow-list is the same; links
 * get a `rel`.
 */
export const allowedElements: ReadonlyMap<string, readonly string[]> = new Map([
  ...words('p br hr strong b em i u s del ins sub sup kbd code pre blockquote ul li').map(bare),
  ...words('h1 h2 h3 h4 h5 h6 table thead tbody tr').map(bare),
  ['ol', ['start']],
  ['th', ['align']],
  ['td', ['align']],
  ['a', ['href']],
]);

function bare(name: string): [string, string[]] {
  return [name, []];
}

/** The maximum depth of nested elements; the widget shows no more either. */
const deepest = 30;

/**
 * The HTML of parsed Markdown. It contains only allowed elements, with allowed attributes of a known form, and escaped
 * text. Returns undefined, and stops early, if the HTML would exceed `most` characters or the nesting limit.
 */
export const htmlOfTokens = (tokens: readonly Token[], most: number): string | undefined => {
  let html = '';
  let depth = 0;
  let inLink = false;

  const open = (name: string, attributes: Record<string, string | undefined> = {}): void => {
    if (name === 'a') inLink = true;
    html += startTag(name, attributes);
    depth++;
  };
  const close = (name: string): void => {
    if (name === 'a') inLink = false;
    html += `</${name}>`;
    depth--;
  };
  const link = (href: unknown, text: string): void => {
    open('a', { href: webAddress(href) });
    html += escaped(text);
    close('a');
  };

  const write = (token: Token, next: Token | undefined): void => {
    const { type, tag, content, nesting } = token;
    if (type === 'inline') return void (writeAll(token.children ?? []) || (depth = Infinity));
    if (token.hidden) html += nesting < 0 && next?.nesting === 1 ? '\n' : '';
    else if (type === 'text') html += escaped(content);
    else if (type === 'softbreak' || type === 'hardbreak') html += '<br />\n';
    else if (type === 'code_inline') html += `<code>${escaped(content)}</code>`;
    else if (type === 'fence' || type === 'code_block') html += `<pre><code>${escaped(content)}</code></pre>\n`;
    else if (type === 'image') {
      const source = String(token.attrGet('src') ?? '');
      if (inLink) html += escaped(content || source);
      else link(source, content || source);
    } else if (!allowedElements.has(tag)) html += escaped(content);
    else if (nesting > 0) open(tag, attributesOf(token));
    else if (nesting < 0) close(tag);
    else html += startTag(tag, {});
    if (token.block && !token.hidden && (nesting < 0 || type === 'hr' || isContainer(token, next))) html += '\n';
  };
  /** Whether everything could be written within the limits. */
  const writeAll = (all: readonly Token[]): boolean =>
    all.every((token, index) => {
      write(token, all[index + 1]);
      return html.length <= most && depth <= deepest;
    });

  return writeAll(tokens) ? html : undefined;
};

/** Text as HTML, line by line: shows the source of a construct that is too large. */
export const htmlOfText = (text: string): string =>
  text
    .split(/\n(?:[ \t]*\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br />\n')}</p>\n`)
    .join('');

const isContainer = ({ nesting }: Token, next: Token | undefined): boolean =>
  nesting > 0 && next !== undefined && next.type !== 'inline' && !next.hidden && next.nesting >= 0;

const startTag = (name: string, attributes: Record<string, string | undefined>): string => {
  const allowed = allowedElements.get(name) ?? [];
  let tag = `<${name}`;
  for (const key of allowed)
    if (attributes[key]) tag += ` ${key}="${escaped(attributes[key]).replaceAll('"', '&quot;')}"`;
  if (name === 'a') tag += ' rel="nofollow ugc noopener"';
  return `${tag}${name === 'br' || name === 'hr' ? ' /' : ''}>`;
};

const attributesOf = (token: Token): Record<string, string | undefined> => ({
  href: webAddress(token.attrGet('href')),
  start: /^\d{1,9}$/.exec(String(token.attrGet('start')))?.[0],
  align: /^text-align:(left|center|right)$/.exec(String(token.attrGet('style')))?.[1],
});

/** The address, if it is http(s) or mailto. */
const webAddress = (address: unknown): string | undefined =>
  /^(https?:\/\/|mailto:)./i.exec(String(address)) ? String(address) : undefined;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
