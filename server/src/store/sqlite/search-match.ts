import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { SearchedWord } from '../sql/text-search.js';
import { completions } from './search-terms.js';

export interface Match {
  /** In FTS5's own language. */
  query: string;
  /** How many lists of words it looks into. */
  lists: number;
  /** Whether it can be asked of a single comment: not where a list must be made first. */
  isQuick: boolean;
}

/** Where more words than that begin with so few letters, these are a word: half of all texts have one. */
const few = 3;

/** Pieces are letters and digits alone, so that nothing of a query's own language is among them. */
export const matchOf = async (db: Kysely<Database>, words: readonly SearchedWord[]): Promise<Match> => {
  const phrases = await Promise.all(words.map((pieces) => phrasesOf(db, pieces)));
  return {
    query: phrases.map((any) => `(${any.join(' OR ')})`).join(' AND '),
    lists: phrases.flat().length,
    isQuick: !phrases.flat().some((phrase) => phrase.endsWith('*')),
  };
};

/**
 * A phrase for each word that its last piece may begin, as FTS5 walks lists of words from where it stands, and makes one
 * of all that begin so before it gives the first.
 */
const phrasesOf = async (db: Kysely<Database>, pieces: SearchedWord): Promise<string[]> => {
  const last = pieces.at(-1)!;
  const words = await completions(db, last);
  if (words === 'many' && last.length < few) return [`"${pieces.join(' ')}"`];
  if (words === 'many' || words === 'unknown') return [`"${pieces.join(' ')}" *`];
  const before = pieces.slice(0, -1);
  const ends = words.length > 0 ? words : [last];
  return ends.map((word) => `"${[...before, word].join(' ')}"`);
};
