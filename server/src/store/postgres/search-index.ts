import { sql } from 'kysely';
import type { Migrations } from '../sql/migrate.js';

/*
 * Full-text search by PostgreSQL: https://www.postgresql.org/docs/current/textsearch.html. The index is on an
 * expression, so the database updates it in the writing transaction, and needs no extra column. Words are not stemmed,
 * as comments can be in any language. PostgreSQL would treat an address as one word, so punctuation is replaced by
 * blanks first.
 */

/** Includes punctuation of other scripts: with some locales PostgreSQL treats all non-ASCII characters as letters. */
const punctuation = `!"#$%&()*+,-./:;<=>?@[\\]^_\`{|}~‘’‚“”„«»‹›…–—·•¿¡。、，！？：；（）「」『』【】《》`;

/** In characters. A longer text does not fit into a `tsvector`; readers type far less. */
const most = 100_000;

const text = `author_name || ' ' || coalesce(author_email, '') || ' ' || coalesce(author_url, '') || ' ' || body`;

/** All words of a comment. */
const words = `to_tsvector('simple', translate(left(${text}, ${most}), '${punctuation}', '${' '.repeat(punctuation.length)}'))`;

/** The indexed expression. A comparison with it uses the index. */
export const vector = sql.raw<string>(words);

/** The text whose words are indexed, in lower case according to the database's locale, as in the index. */
export const plainText = sql.raw<string>(`lower((${text}) collate "default")`);

export const searchMigrations: Migrations = {
  '0010-search': {
    up: async (db) => {
      await sql.raw(`create index comments_search on comments using gin ((${words})) where body <> ''`).execute(db);
    },
  },
};
