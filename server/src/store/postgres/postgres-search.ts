import { sql } from 'kysely';
import { cutAt, type SearchedWord, type TextSearch } from '../sql/text-search.js';

/*
 * Full text by PostgreSQL: https://www.postgresql.org/docs/current/textsearch.html. The index is of an expression, so the
 * database keeps it in the transaction of whoever writes, and there is no column beside the texts. Words are as written,
 * as comments are in any language. PostgreSQL would take addresses for one word: whatever parts them is a blank first.
 */

/** Of other scripts too: by some locales PostgreSQL takes all that is not ASCII for letters. */
const punctuation = `!"#$%&()*+,-./:;<=>?@[\\]^_\`{|}~‘’‚“”„«»‹›…–—·•¿¡。、，！？：；（）「」『』【】《》`;

/** More text than this has no place in a `tsvector`; what readers type is far less. */
const most = 100_000;

const vector = `to_tsvector('simple', translate(left(author_name || ' ' || coalesce(author_email, '') || ' ' ||
  coalesce(author_url, '') || ' ' || body, ${most}), '${punctuation}', '${' '.repeat(punctuation.length)}'))`;

export const postgresSearch: TextSearch = {
  migrations: {
    '0010-search': {
      up: async (db) => {
        await sql.raw(`create index comments_search on comments using gin ((${vector})) where body <> ''`).execute(db);
      },
    },
  },

  find: async (db, { words, limit, before, after, narrow }) => {
    const comments = db.selectFrom('comments').selectAll();
    let query = (narrow?.(comments) ?? comments)
      .where('body', '<>', sql.lit(''))
      .where(sql<boolean>`${sql.raw(vector)} @@ ${queryOf(words)}`);
    if (before !== undefined) query = query.where('created_at', '<=', before);
    if (after) {
      query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)));
    }
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    return cutAt(rows, limit);
  },
};

/** Pieces are letters and digits alone, so that nothing of a query's own language is among them. */
const queryOf = (words: readonly SearchedWord[]) => {
  const text = words.map((pieces) => `(${pieces.join(' <-> ')}:*)`).join(' & ');
  return sql`to_tsquery('simple', ${text})`;
};
