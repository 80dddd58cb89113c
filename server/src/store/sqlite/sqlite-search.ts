import { sql, type Kysely } from 'kysely';
import type { CommentRow, Database } from '../sql/database.js';
import { byRow } from '../sql/queue-filter.js';
import { cutAt, type SearchedWord, type TextSearch } from '../sql/text-search.js';

/*
 * Full text by SQLite's FTS5: https://sqlite.org/fts5.html. Its rows are numbered by time, so that a walk of what matches
 * is one from the newest to the oldest, and ends as soon as there are enough. Triggers keep it, in the transaction of
 * whoever writes; what is taken out of it is gone (`secure-delete`), and it keeps no text of its own.
 */

/** The bits of a number below the milliseconds: comments of one millisecond that can be told apart. */
const bits = 20;

/** The first number of a millisecond. What no clock says, as imports may, is the first or last that there is. */
const firstOf = (time: string) => `(min(max(cast(${time} as integer), 0), ${2 ** 43 - 1}) << ${bits})`;

const columns = ['author_name', 'author_email', 'author_url', 'body'];
const of = (row: string) => columns.map((column) => `${row}.${column}`).join(', ');

const unindex = `insert into search_index (search_index, rowid, ${columns})
    select 'delete', number, ${of('old')} from search_rows where id = old.id and site = old.site;`;
const index = `insert into search_index (rowid, ${columns})
    select number, ${of('new')} from search_rows where id = new.id and site = new.site;`;
/** After a comment was emptied there is nothing to be found. */
const forget = (row: string, when = '') =>
  `delete from search_rows where id = ${row}.id and site = ${row}.site ${when};`;

const statements = [
  `create table search_rows (number integer primary key, site text not null, id text not null, unique (id, site))`,
  `create virtual table search_index using fts5(${columns}, content = '', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2')`,
  `insert into search_index (search_index, rank) values ('secure-delete', 1)`,
  `insert into search_rows (number, site, id)
    select ${firstOf('created_at')} + row_number() over (partition by ${firstOf('created_at')} order by id) - 1, site, id
    from comments where body <> ''`,
  `insert into search_index (rowid, ${columns})
    select number, ${of('comments')} from search_rows join comments using (site, id)`,
  `create trigger search_added after insert on comments when new.body <> '' begin
    insert into search_rows (number, site, id) select coalesce(max(number) + 1, ${firstOf('new.created_at')}),
      new.site, new.id from search_rows where number >= ${firstOf('new.created_at')}
      and number < ${firstOf('new.created_at')} + ${2 ** bits};
    ${index} end`,
  `create trigger search_changed after update of ${columns} on comments begin
    ${unindex} ${forget('old', `and new.body = ''`)} ${index} end`,
  `create trigger search_removed after delete on comments begin ${unindex} ${forget('old')} end`,
];

/** How many matches are read at once, and looked through at most. */
const chunk = 250;
const most = 5000;

export const sqliteSearch: TextSearch = {
  migration: {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },

  find: async (db, { words, limit, before, after, narrow }) => {
    const found: CommentRow[] = [];
    let end = after;
    for (let seen = 0; seen < most && found.length <= limit; seen += chunk) {
      const matching = await next(db, queryOf(words), before, end);
      for (const [site, rows] of Map.groupBy(matching, (row) => row.site)) {
        const ids = rows.map(({ id }) => id);
        const query = db.selectFrom('comments').selectAll().where('site', '=', site).where('id', 'in', ids);
        // By their ids alone, which are few.
        found.push(...(await narrow(query, byRow).execute()));
      }
      const last = matching.at(-1);
      end = last && { rank: 0, createdAt: last.createdAt, id: last.id };
      if (matching.length < chunk) {
        end = undefined;
        break;
      }
    }
    const newest = found.toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1));
    const cut = cutAt(newest, limit);
    return { comments: cut.comments, last: cut.last ?? end };
  },
};

interface Matching {
  site: string;
  id: string;
  createdAt: number;
}

/** Numbers are larger than JavaScript's, and so stay in the database. */
const next = async (
  db: Kysely<Database>,
  query: string,
  before: number | undefined,
  after: { createdAt: number; id: string } | undefined,
): Promise<Matching[]> => {
  const conditions = [sql`search_index match ${query}`];
  if (before !== undefined) conditions.push(sql`f.rowid < (cast(${before + 1} as integer) << ${sql.lit(bits)})`);
  if (after) {
    conditions.push(
      sql`f.rowid < coalesce((select number from search_rows where id = ${after.id}),
        cast(${after.createdAt} as integer) << ${sql.lit(bits)})`,
    );
  }
  const { rows } = await sql<Matching>`
    select r.site as site, r.id as id, f.rowid >> ${sql.lit(bits)} as "createdAt"
    from search_index as f cross join search_rows as r on r.number = f.rowid
    where ${sql.join(conditions, sql` and `)} order by f.rowid desc limit ${sql.lit(chunk)}`.execute(db);
  return rows;
};

/** Pieces are letters and digits alone, so that nothing of a query's own language is among them. */
const queryOf = (words: readonly SearchedWord[]): string => words.map((pieces) => `"${pieces.join(' ')}" *`).join(' ');
