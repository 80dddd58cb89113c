/** Each is looked for in a walk of its own. */
const mostWords = 10;
const mostPieces = 10;

/**
 * What to look for: words, and in quotes phrases. A word of several pieces, such as an address, is a phrase too. Pieces
 * are letters and digits alone, as what a database's own language of queries means is none of a moderator's business.
 */
export const searchedWords = (text: string): string[][] =>
  [...text.normalize('NFC').matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map(([, phrase, word]) => (phrase ?? word ?? '').match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, mostPieces) ?? [])
    .filter((pieces) => pieces.length > 0)
    .slice(0, mostWords);
