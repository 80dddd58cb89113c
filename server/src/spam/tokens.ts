import { hostsOf, linkCount, type Post } from './post.js';
import { readable } from './readable.js';

/**
 * Increased whenever posts are split into other tokens: what was learned with the previous ones is then learned again.
 */
export const tokensVersion = 1;

/**
 * The classifier's tokens of a post, each once: words, pairs of words, and other features that distinguish spam. In
 * scripts without spaces between words, pairs of letters.
 */
export const tokensOf = (post: Post): Set<string> => {
  const { author, body } = post;
  const tokens = new Set<string>();
  let before = '';
  for (const word of wordsOf(body.slice(0, mostLetters))) {
    tokens.add(word);
    if (before) tokens.add(`${before} ${word}`);
    before = word;
    if (tokens.size >= mostTokens) break;
  }
  for (const word of wordsOf(author.name ?? '')) tokens.add(`name:${word}`);
  for (const host of hostsOf(post)) for (const name of [host, domainOf(host)]) tokens.add(`host:${name}`);
  const mail = author.email?.split('@').at(-1);
  if (mail) tokens.add(`mail:${mail.toLowerCase()}`);
  tokens.add(`links:${Math.min(linkCount(post), 4)}`);
  if (author.url !== undefined) tokens.add('has:url');
  tokens.add(`length:${Math.floor(Math.log2(body.length + 1))}`);
  if (/[!?]{2}|[$€£¥₽]/.test(body)) tokens.add('has:shouting');
  if (/\p{Lu}{4}/u.test(body)) tokens.add('has:capitals');
  return tokens;
};

const mostLetters = 4000;
const mostTokens = 400;

const spaceless = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

const wordsOf = (text: string): string[] =>
  (readable(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => {
    if (!spaceless.test(word)) return [word.slice(0, 40)];
    const letters = [...word];
    return letters.length === 1 ? letters : letters.slice(1).map((letter, index) => letters[index]! + letter);
  });

/** The last two labels: accurate enough to recognise hosts of one owner. */
const domainOf = (host: string): string => host.split('.').slice(-2).join('.');
