import { hostsOf, linkCount, type Post } from './post.js';
import { readable } from './readable.js';

/** Rises whenever posts are taken apart differently: what was learned by other tokens is then learned anew. */
export const tokensVersion = 1;

/**
 * What the classifier goes by, each once: words, pairs of them, and what else tells spam apart. Of writing without spaces
 * between words, pairs of letters.
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

/** The last two labels: near enough for telling hosts of one owner. */
const domainOf = (host: string): string => host.split('.').slice(-2).join('.');
