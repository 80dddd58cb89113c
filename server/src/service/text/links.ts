import createMarkdown from 'markdown-it';
import type { DraftAuthor } from '../../contract.js';
import type { RenderedText } from '../../store/requests.js';

/** Whether a comment leads elsewhere: by a link, by what a reader would copy as one, or by its author's name or address. */
export const hasLink = ({ body, html }: Pick<RenderedText, 'body' | 'html'>, author: DraftAuthor = {}): boolean =>
  author.url !== undefined ||
  /<a\s/.test(html) ||
  namesAddress.test(readable(body)) ||
  isLink(readable(author.name ?? ''));

/**
 * An address in text that is no link, such as code: by its scheme, `www.`, a path after a domain, or a domain that is
 * nothing else. A bare `a.py` or `a.md` is a file as a rule, and "the end.So it is" a slip.
 */
const namesAddress =
  /\bwww\.|[a-z]:\/\/[^\s/]|\bmailto:|[\p{L}\p{N}]\.(com|net|org|biz|shop|xyz)(?![\p{L}\p{N}_-])|[\p{L}\p{N}]\.\p{L}{2,63}\/[^\s/]/iu;

/** In a name any domain counts: there it is no file. */
const isLink = (name: string): boolean => namesAddress.test(name) || linkify.test(name);

const linkify = createMarkdown().linkify.set({ fuzzyLink: true });

/** In letters of one width, and without what is not seen. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('。', '.');
