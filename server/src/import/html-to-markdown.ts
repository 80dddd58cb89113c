import { Parser } from 'htmlparser2';

/**
 * Converts the HTML of another system's comments to Markdown, which the server then renders like all other comments, so
 * that none of the HTML itself is kept. Elements that Markdown can't express lose their tags and keep their text;
 * scripts and styles are removed.
 *
 * `lineBreaks`: a line break in the source is shown as one, as in WordPress.
 */
export const htmlToMarkdown = (html: string, lineBreaks = false): string => {
  const out = new MarkdownWriter(lineBreaks);
  const parser = new Parser({
    onopentag: (name, attributes) => out.open(name, attributes),
    ontext: (text) => out.text(text),
    onclosetag: (name) => out.close(name),
  });
  parser.end(html);
  return out.toString();
};

const inline = new Map(Object.entries({ strong: '**', b: '**', em: '*', i: '*', del: '~~', s: '~~', strike: '~~' }));
const blocks = new Set([
  'p',
  'div',
  'section',
  'article',
  'table',
  'tr',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const dropped = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
]);

class MarkdownWriter {
  readonly #lineBreaks: boolean;
  /** The text written so far, with one more part for each open quote and link. */
  readonly #parts: string[] = [''];
  readonly #lists: { ordered: boolean; count: number }[] = [];
  readonly #links: string[] = [];
  #dropped = 0;
  #preformatted = 0;
  #code = false;

  constructor(lineBreaks: boolean) {
    this.#lineBreaks = lineBreaks;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (dropped.has(name)) this.#dropped++;
    if (this.#dropped > 0) return;
    if (name === 'blockquote' || name === 'pre' || name === 'li') {
      if (name === 'pre') this.#preformatted++;
      this.#parts.push('');
    } else if (name === 'ul' || name === 'ol') {
      this.#lists.push({ ordered: name === 'ol', count: 0 });
    }
    if (blocks.has(name)) this.#block();
    else if (name === 'br') this.#add(this.#preformatted > 0 ? '\n' : '  \n');
    else if (name === 'hr') this.#add('\n\n---\n\n');
    else if (name === 'a') {
      this.#links.push(attributes.href ?? '');
      this.#parts.push('');
    } else if (name === 'img') this.#image(attributes);
    else if (name === 'code' && this.#preformatted === 0) {
      this.#code = true;
      this.#parts.push('');
    } else this.#add(this.#preformatted > 0 ? '' : (inline.get(name) ?? ''));
  }

  text(text: string): void {
    if (this.#dropped > 0) return;
    if (this.#preformatted > 0 || this.#code) this.#add(text);
    else if (this.#lineBreaks)
      this.#add(
        escape(text)
          .replace(/[ \t]*\r?\n[ \t]*/g, '  \n')
          .replace(/(?: {2}\n){2,}/g, '\n\n'),
      );
    else this.#add(escape(text.replace(/\s+/g, ' ')));
  }

  close(name: string): void {
    if (dropped.has(name)) this.#dropped--;
    else if (this.#dropped > 0) return;
    else if (name === 'blockquote') this.#quote();
    else if (name === 'pre') this.#preformattedBlock();
    else if (name === 'li') this.#item();
    else if (name === 'ul' || name === 'ol') {
      this.#lists.pop();
      this.#block();
    } else if (name === 'a') this.#link();
    else if (name === 'code' && this.#code) {
      this.#code = false;
      const code = this.#parts.pop() ?? '';
      const fence = '`'.repeat(longestRun(code, '`') + 1);
      this.#add(code.trim() === '' ? '' : `${fence}${fence.length > 1 ? ` ${code} ` : code}${fence}`);
    } else if (blocks.has(name)) this.#block();
    else this.#add(this.#preformatted > 0 ? '' : (inline.get(name) ?? ''));
  }

  toString(): string {
    // Elements that were never closed are closed at the end.
    while (this.#parts.length > 1) this.#add(this.#parts.pop() ?? '');
    return tidy(this.#parts[0]!);
  }

  #add(text: string): void {
    this.#parts.push(`${this.#parts.pop() ?? ''}${text}`);
  }

  #block(): void {
    if (this.#preformatted === 0) this.#add('\n\n');
  }

  #quote(): void {
    const lines = tidy(this.#parts.pop() ?? '').split('\n');
    this.#add(`\n\n${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`);
  }

  #preformattedBlock(): void {
    this.#preformatted--;
    const text = (this.#parts.pop() ?? '').replace(/^\n|\s+$/g, '');
    const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
    this.#add(`\n\n${fence}\n${text}\n${fence}\n\n`);
  }

  #item(): void {
    const list = this.#lists.at(-1);
    const sign = list?.ordered ? `${++list.count}. ` : '- ';
    const text = tidy(this.#parts.pop() ?? '').replaceAll('\n', `\n${' '.repeat(sign.length)}`);
    // An empty line between items would turn each into a paragraph.
    this.#add(`${this.#parts.at(-1)?.endsWith('\n') ? '' : '\n'}${sign}${text}`);
  }

  #link(): void {
    const text = (this.#parts.pop() ?? '').trim();
    const address = safeAddress(this.#links.pop() ?? '');
    if (text === '') return;
    this.#add(address === undefined ? text : `[${text}](${address})`);
  }

  #image({ src = '', alt = '' }: Record<string, string>): void {
    const address = safeAddress(src);
    if (address !== undefined) this.#add(`[${escape(alt.trim() || address)}](${address})`);
  }
}

/** An address in the form for a Markdown link; undefined if it is not http(s) or mailto. */
const safeAddress = (value: string): string | undefined => {
  const parsed = URL.parse(value.trim());
  if (!parsed || !/^(https?|mailto):$/.test(parsed.protocol)) return undefined;
  return parsed.href.replace(/[()<>\\\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
};

/** Escapes characters that Markdown would interpret. */
const escape = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(
      /^(\s*)([#+-]|\d+[.)])(?=\s|$)/gm,
      (_, space: string, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
    );

const longestRun = (text: string, sign: string): number => {
  let longest = 0;
  for (const [run] of text.matchAll(new RegExp(`${sign}+`, 'g'))) longest = Math.max(longest, run.length);
  return longest;
};

/** Leaves one empty line between blocks, and none at either end. */
const tidy = (text: string): string =>
  text
    .replace(/\n[ \t]+(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
