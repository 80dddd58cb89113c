/** Each word costs a search of its own. */
const mostWords = 10;
const mostPieces = 10;

/**
 * Parses a search: words, and phrases in quotes. A word of several pieces, such as an address, is a phrase too. Pieces
 * contain only letters and digits, so that moderators can't write operators of a database's query language.
 */
export const searchedWords = (text: string): string[][] =>
  [...text.normalize('NFC').matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map(([, phrase, word]) => (phrase ?? word ?? '').match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, mostPieces) ?? [])
    .filter((pieces) => pieces.length > 0)
    .slice(0, mostWords);
