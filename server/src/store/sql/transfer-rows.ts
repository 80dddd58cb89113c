import { sql, type Kysely } from 'kysely';
import type { TransferReads, TransferRow, TransferTable, TransferWrites } from '../transfer.js';
import type { Database } from './database.js';
import { recountThread } from './recount.js';
import { movedThreads } from './thread-aliases.js';
import { transferColumns, transferKeys } from './transfer-columns.js';
import type { ChangeThread } from './change-thread.js';
import type { Executor, Transact } from './transact.js';

export const transferReads = (db: Kysely<Database>): TransferReads => ({
  page: async (table, after, limit, site) => {
    const key = transferKeys[table];
    const columns = sql.join(Object.keys(transferColumns[table]).map((column) => sql.ref(column)));
    const conditions = [
      ...(after ? [sql`(${refs(key)}) > (${sql.join(key.map((column) => after[column]))})`] : []),
      ...(site !== undefined ? [sql`site = ${site}`] : []),
    ];
    const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
    const { rows } = await sql<TransferRow>`select ${columns} from ${sql.table(table)} ${where}
      order by ${refs(key)} limit ${limit}`.execute(db);
    return rows;
  },

  having: (ids) => db.selectFrom('comments').select(['id', 'site']).where('id', 'in', ids).execute(),

  movedTo: async (name) => (await movedThreads(db, name.site, [name.thread])).get(name.thread),

  hasThread: async ({ site, thread }) => {
    const row = await db
      .selectFrom('threads')
      .select('thread')
      .where('site', '=', site)
      .where('thread', '=', thread)
      .executeTakeFirst();
    return row !== undefined;
  },
});

export const transferWrites = (
  builder: Kysely<Database>,
  transact: Transact,
  changeThread: ChangeThread,
): TransferWrites => {
  const inserts = new Map<string, Insert>();
  const insertInto = (table: TransferTable, count: number) => {
    const name = `${table} ${count}`;
    let insert = inserts.get(name);
    if (!insert) inserts.set(name, (insert = insertStatement(builder, table, count)));
    return insert;
  };
  return {
    keep: (table, rows) =>
      transact(async (db) => {
        const whole = rows.length - (rows.length % atOnce);
        const many = Array.from({ length: whole / atOnce }, (_, part) =>
          rows.slice(part * atOnce, (part + 1) * atOnce),
        );
        // Sent without waiting in between, if the connection allows it.
        const added = await Promise.all([
          ...many.map((some) => insertInto(table, atOnce)(db, some)),
          ...rows.slice(whole).map((row) => insertInto(table, 1)(db, [row])),
        ]);
        return added.reduce((sum, count) => sum + count, 0);
      }, 'large'),
    recount: (rows, now) =>
      transact(async (db) => {
        for (const row of rows) await recountThread(db, changeThread, row, now);
      }, 'large'),
  };
};

/** Rows of one statement: a database takes a fifth less time for them than for as many statements. */
const atOnce = 20;

type Insert = (db: Executor, rows: readonly TransferRow[]) => Promise<number>;

/** A statement that inserts so many rows; compiled once, because the same one is run for thousands of them. */
const insertStatement = (builder: Kysely<Database>, table: TransferTable, count: number): Insert => {
  const columns = Object.keys(transferColumns[table]);
  const values = sql.join(Array.from({ length: count }, () => sql`(${sql.join(columns.map(() => null))})`));
  const query = sql<{ added: number }>`insert into ${sql.table(table)} (${refs(columns)}) values ${values}
    on conflict do nothing returning 1 as added`.compile(builder);
  return async (db, rows) => {
    const parameters = rows.flatMap((row) => columns.map((column) => row[column]));
    return (await db.executeQuery({ ...query, parameters })).rows.length;
  };
};

const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
