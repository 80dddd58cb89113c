import type { Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { SearchedWord } from '../sql/text-search.js';
import { completions } from './search-terms.js';

export interface Match {
  /** In FTS5's query language. */
  query: string;
  /** How many lists of words it looks into. */
  lists: number;
  /** Whether it can be evaluated for a single comment without building a list first. */
  isQuick: boolean;
}

/**
 * If too many words begin with fewer letters than this, the letters are taken as a whole word: half of all texts
 * contain such a beginning.
 */
const few = 3;

/** Pieces contain only letters and digits, so they can't contain operators of the query language. */
export const matchOf = async (db: Kysely<Database>, words: readonly SearchedWord[]): Promise<Match> => {
  const phrases = await Promise.all(words.map((pieces) => phrasesOf(db, pieces)));
  return {
    query: phrases.map((any) => `(${any.join(' OR ')})`).join(' AND '),
    lists: phrases.flat().length,
    isQuick: !phrases.flat().some((phrase) => phrase.endsWith('*')),
  };
};

/**
 * A phrase for each word that its last piece may begin. Given a prefix instead, FTS5 would build one list of all words
 * with that prefix before it returns the first match; lists of whole words it walks from where it stands.
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
