import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Fixture } from './fixture.js';

/** All that a database has, table by table as text, the words of the full-text index too. */
export const dumpOf = async ({ path }: Fixture): Promise<Record<string, string>> =>
  path.startsWith('postgres') ? postgresDump(path) : sqliteDump(path);

const sqliteDump = (path: string): Record<string, string> => {
  const database = new DatabaseSync(path);
  database.exec("create virtual table temp.words using fts5vocab(main, 'search_index', 'instance')");
  // The index keeps its words in rows of its own, which are read by their words.
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'search_index%'")
    .all()
    .map(({ name }) => String(name));
  const dump = Object.fromEntries(
    [...tables.map((name) => [name, name] as const), ['search_index', 'temp.words'] as const].map(([name, from]) => {
      const rows = database.prepare(`select * from ${from}`);
      rows.setReadBigInts(true);
      return [name, JSON.stringify(rows.all(), (_, value) => (typeof value === 'bigint' ? String(value) : value))];
    }),
  );
  database.close();
  return dump;
};

const postgresDump = async (path: string): Promise<Record<string, string>> => {
  const client = new pg.Client(path);
  await client.connect();
  const { rows: tables } = await client.query<{ tablename: string }>(
    'select tablename from pg_tables where schemaname = current_schema()',
  );
  const dump: Record<string, string> = {};
  for (const { tablename } of tables) {
    dump[tablename] = JSON.stringify((await client.query(`select * from ${tablename}`)).rows);
  }
  await client.end();
  return dump;
};
