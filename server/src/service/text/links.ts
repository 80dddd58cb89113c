import createMarkdown from 'markdown-it';
import type { DraftAuthor } from '../../contract.js';
import type { RenderedText } from '../../store/requests.js';

/**
 * Whether a comment leads elsewhere: by a link, by text that a reader would copy as one, or by its author's name or
 * website.
 */
export const hasLink = ({ body, html }: Pick<RenderedText, 'body' | 'html'>, author: DraftAuthor = {}): boolean =>
  author.url !== undefined ||
  /<a\s/.test(html) ||
  namesAddress.test(readable(body)) ||
  isLink(readable(author.name ?? ''));

/**
 * An address in text that is not a link, for example in code. It is recognised by its scheme, `www.`, a path after a
 * domain, or a common top-level domain. A bare `a.py` or `a.md` is usually a file, and "the end.So it is" a typo.
 */
const namesAddress =
  /\bwww\.|[a-z]:\/\/[^\s/]|\bmailto:|[\p{L}\p{N}]\.(com|net|org|biz|shop|xyz)(?![\p{L}\p{N}_-])|[\p{L}\p{N}]\.\p{L}{2,63}\/[^\s/]/iu;

/** In a name any domain counts, because a name does not mention files. */
const isLink = (name: string): boolean => namesAddress.test(name) || linkify.test(name);

const linkify = createMarkdown().linkify.set({ fuzzyLink: true });

/** Normalises text: letters of one width, without invisible characters. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('。', '.');
