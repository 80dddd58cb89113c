import type { DraftAuthor } from '../contract.js';
import type { Reason } from '../store/reasons.js';
import type { Banned } from '../store/bans.js';
import type { RenderedText } from '../store/requests.js';

/** Which bans a comment matches: bans of its author, of any kind, or of words and links in it. */
export const findBanned = (
  { person, words, links }: Banned,
  { body, html }: Pick<RenderedText, 'body' | 'html'>,
  author: DraftAuthor = {},
): Reason[] => [
  ...person.map((kind) => ({ code: 'ban', detail: kind }) as const),
  ...(hasWord(words, [author.name, author.email, author.url, body]) ? [{ code: 'ban', detail: 'word' } as const] : []),
  ...(hasLink(links, () => [author.url, ...addressesIn(body), ...addressesIn(html.replaceAll('&amp;', '&'))])
    ? [{ code: 'ban', detail: 'link' } as const]
    : []),
];

/** Normalises spelling: letters of one width and case, without invisible characters. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();

const hasWord = (words: readonly string[], texts: readonly (string | undefined)[]): boolean => {
  if (words.length === 0) return false;
  const text = plain(texts.filter(Boolean).join('\n'));
  return words.some((word) => stands(plain(word), text));
};

/** Whether the word occurs as a whole word; in scripts without spaces, anywhere. */
const stands = (word: string, text: string): boolean => {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + word.length, at + word.length + 2);
    if (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
};

const addressesIn = (text: string): string[] => text.match(/https?:\/\/[^\s"'<>)\]]+/giu) ?? [];

/** A banned domain includes its subdomains; a banned link with a path includes all longer paths. */
const hasLink = (links: readonly string[], addresses: () => readonly (string | undefined)[]): boolean => {
  if (links.length === 0) return false;
  const found = addresses().flatMap((address) => (address === undefined ? [] : (URL.parse(address) ?? [])));
  return links.some((link) => {
    const banned = URL.parse(/^https?:\/\//i.test(link) ? link : `http://${link}`);
    if (!banned) return false;
    return found.some(
      ({ hostname, pathname }) =>
        (hostname === banned.hostname || hostname.endsWith(`.${banned.hostname}`)) &&
        (banned.pathname === '/' || pathname.startsWith(banned.pathname)),
    );
  });
};
