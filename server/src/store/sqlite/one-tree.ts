import { sql, type Kysely } from 'kysely';
import type { Migrations } from '../sql/migrate.js';

/*
 * A table of SQLite is a tree ordered by row number; a primary key that is not a number is a second tree, which leads
 * to the first. `without rowid` leaves only the tree of the key, with the rows in it: one tree less to look into, and to
 * write. That is good for short rows: https://sqlite.org/withoutrowid.html
 */

/** The tables with short rows that a new comment reads or writes. */
const tables = ['threads', 'events', 'spam_traces', 'visitors', 'idempotency', 'rating_sources'];

export const treeMigrations: Migrations = {
  '0028-one-tree': {
    up: async (db) => {
      for (const table of tables) await rebuild(db, table);
    },
  },
};

const rebuild = async (db: Kysely<unknown>, table: string): Promise<void> => {
  const { rows } = await sql<{ type: 'table' | 'index'; sql: string }>`
    select type, sql from sqlite_master where tbl_name = ${table} and sql is not null`.execute(db);
  const own = rows.find(({ type }) => type === 'table')?.sql;
  if (own === undefined) throw new Error(`There is no table ${table}.`);
  const indexes = rows.filter(({ type }) => type === 'index');
  await sql`alter table ${sql.table(table)} rename to ${sql.table(`old_${table}`)}`.execute(db);
  await sql.raw(`${own} without rowid`).execute(db);
  await sql`insert into ${sql.table(table)} select * from ${sql.table(`old_${table}`)}`.execute(db);
  await sql`drop table ${sql.table(`old_${table}`)}`.execute(db);
  for (const index of indexes) await sql.raw(index.sql).execute(db);
};
