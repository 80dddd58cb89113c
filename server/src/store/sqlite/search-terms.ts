import { sql, type Kysely } from 'kysely';
import type { Database } from '../sql/database.js';

/** With more words than this, building one list of them all is faster than walking so many lists. */
const most = 300;

/**
 * The words of the index that begin like this, unless they are too many, or contain letters for which only SQLite knows
 * how they are stored. Each is found by a jump past the one before, as the table of words has a row for every
 * occurrence of a word.
 */
export const completions = async (db: Kysely<Database>, beginning: string): Promise<string[] | 'many' | 'unknown'> => {
  const from = folded(beginning);
  if (from === undefined) return 'unknown';
  const { rows } = await sql<{ term: string }>`
    with recursive found (term, number) as (
      select (select term from search_index_terms where term >= ${from} limit 1), 1
      union all
      select (select term from search_index_terms where term >= found.term || ' ' limit 1), number + 1
      from found where substr(term, 1, length(${from})) = ${from} and number <= ${sql.lit(most)}
    ) select term from found where substr(term, 1, length(${from})) = ${from}`.execute(db);
  return rows.length > most ? 'many' : rows.map(({ term }) => term);
};

/** The form in which `unicode61` stores words: Latin letters without their accents, Cyrillic ones with them. */
const folded = (word: string): string | undefined => {
  const lower = word.toLowerCase().replace(/[ß-ž]/g, (letter) => letter.normalize('NFD')[0]!);
  return /^[0-9a-zßæðøþđħıĸłŋœŧа-џ]+$/.test(lower) ? lower : undefined;
};
