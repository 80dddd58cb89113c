import { sql } from 'kysely';
import type { Migrations } from '../sql/migrate.js';

/*
 * Full-text search by SQLite's FTS5: https://sqlite.org/fts5.html. Its rows are numbered by time, so walking the
 * matches goes from the newest to the oldest, and can stop as soon as there are enough. Triggers update the index in
 * the writing transaction. Deleted words are really removed (`secure-delete`), and the index stores no text of its own.
 */

/** The low bits of a row's number, below the milliseconds. They distinguish comments of the same millisecond. */
export const bits = 20;

/** The last millisecond that has numbers of its own. */
export const lastTime = 2 ** 43 - 1;

/**
 * The first number of a millisecond. Impossible times, which imports may contain, become the first or the last number.
 */
const firstOf = (time: string) => `(min(max(cast(${time} as integer), 0), ${lastTime}) << ${bits})`;

const columns = ['author_name', 'author_email', 'author_url', 'body'];
const of = (row: string) => columns.map((column) => `${row}.${column}`).join(', ');

const unindex = `insert into search_index (search_index, rowid, ${columns})
    select 'delete', number, ${of('old')} from search_rows where id = old.id and site = old.site;`;
const index = `insert into search_index (rowid, ${columns})
    select number, ${of('new')} from search_rows where id = new.id and site = new.site;`;
/** Run after a comment was emptied: there is nothing left to find. */
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

/** The index's words, as a table; tables whose names begin like this are part of the index. */
const terms = 'create virtual table search_index_terms using fts5vocab(search_index, instance)';

export const searchMigrations: Migrations = {
  '0010-search': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '0021-search-terms': { up: async (db) => void (await sql.raw(terms).execute(db)) },
};
