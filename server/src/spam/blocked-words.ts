import type { Post } from './post.js';
import { readable } from './readable.js';

/** Returns the first of a site's blocked words that a post contains. */
export type FindBlocked = (post: Pick<Post, 'body' | 'author'>) => string | undefined;

/**
 * Finds words, or whole addresses and domains, in a post's text, name, e-mail and website. They match as whole words,
 * regardless of case; `press*` and `*press*` also match within words. Words of scripts without spaces match anywhere.
 * There are no other patterns, so thousands of words take no time, whatever the text.
 */
export const blockedWords = (words: readonly string[]): FindBlocked => {
  const wanted = words.flatMap((word) => {
    const [, before = '', inside = '', after = ''] = /^(\**)(.*?)(\**)$/su.exec(word.trim()) ?? [];
    const text = readable(inside);
    const isWord = !spaceless.test(text);
    return letter.test(text) ? [{ word, text, begins: isWord && !before, ends: isWord && !after }] : [];
  });
  return ({ body, author: { name = '', email = '', url = '' } }) => {
    if (wanted.length === 0) return undefined;
    const text = readable(`${name}\n${email}\n${url}\n${body}`);
    return wanted.find((each) => stands(each, text))?.word;
  };
};

const stands = (
  { text: word, begins, ends }: { text: string; begins: boolean; ends: boolean },
  text: string,
): boolean => {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const goesOnBefore = begins && first.test(word) && last.test(text.slice(Math.max(0, at - 2), at));
    const end = at + word.length;
    const goesOnAfter = ends && last.test(word) && first.test(text.slice(end, end + 2));
    if (!goesOnBefore && !goesOnAfter) return true;
  }
  return false;
};

const letter = /[\p{L}\p{N}]/u;
const first = /^[\p{L}\p{N}]/u;
const last = /[\p{L}\p{N}]$/u;

const spaceless = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
