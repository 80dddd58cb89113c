import { sql } from 'kysely';
import type { Migrations } from '../sql/migrate.js';

/*
 * Full text by PostgreSQL: https://www.postgresql.org/docs/current/textsearch.html. The index is of an expression, so the
 * database keeps it in the transaction of whoever writes, and there is no column beside the texts. Words are as written,
 * as comments are in any language. PostgreSQL would take addresses for one word: whatever parts them is a blank first.
 */

/** Of other scripts too: by some locales PostgreSQL takes all that is not ASCII for letters. */
const punctuation = `!"#$%&()*+,-./:;<=>?@[\\]^_\`{|}~‘’‚“”„«»‹›…–—·•¿¡。、，！？：；（）「」『』【】《》`;

/** More text than this has no place in a `tsvector`; what readers type is far less. */
const most = 100_000;

const text = `author_name || ' ' || coalesce(author_email, '') || ' ' || coalesce(author_url, '') || ' ' || body`;

/** All words of a comment. */
const words = `to_tsvector('simple', translate(left(${text}, ${most}), '${punctuation}', '${' '.repeat(punctuation.length)}'))`;

/** What is indexed: whatever is compared with it is looked up. */
export const vector = sql.raw<string>(words);

/** What the words of a comment are made of, in small letters, as the index takes them by the locale of the database. */
export const plainText = sql.raw<string>(`lower((${text}) collate "default")`);

export const searchMigrations: Migrations = {
  '0010-search': {
    up: async (db) => {
      await sql.raw(`create index comments_search on comments using gin ((${words})) where body <> ''`).execute(db);
    },
  },
};
