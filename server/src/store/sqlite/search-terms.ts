import { sql, type Kysely } from 'kysely';
import type { Database } from '../sql/database.js';

/** More words than these are one list sooner than so many. */
const most = 300;

/**
 * The words of the index that begin so, where they are not too many, and in letters of which not only SQLite knows how it
 * writes them. Each is found by a jump past the one before, as the table of words has a row for every place of a word.
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

/** Latin letters without their accents and Cyrillic ones with them, as `unicode61` has them. */
const folded = (word: string): string | undefined => {
  const lower = word.toLowerCase().replace(/[ß-ž]/g, (letter) => letter.normalize('NFD')[0]!);
  return /^[0-9a-zßæðøþđħıĸłŋœŧа-џ]+$/.test(lower) ? lower : undefined;
};
