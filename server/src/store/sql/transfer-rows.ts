import { sql, type Kysely } from 'kysely';
import type { TransferReads, TransferRow, TransferTable, TransferWrites } from '../transfer.js';
import { compileOnce, type Statement } from './compile-once.js';
import type { Database } from './database.js';
import { recountThread } from './recount.js';
import { movedThreads } from './thread-aliases.js';
import { transferColumns, transferKeys } from './transfer-columns.js';
import type { ChangeThread } from './change-thread.js';
import type { Transact } from './transact.js';

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
  const inserts = new Map<TransferTable, Statement<TransferRow, { added: number }>>();
  const insertInto = (table: TransferTable) => {
    let insert = inserts.get(table);
    if (!insert) inserts.set(table, (insert = insertStatement(builder, table)));
    return insert;
  };
  return {
    keep: (table, rows) =>
      transact(async (db) => {
        const insert = insertInto(table);
        // Sent without waiting in between, if the connection allows it.
        const added = await Promise.all(rows.map((row) => insert(db, row)));
        return added.map(({ length }) => length > 0);
      }, 'large'),
    recount: (rows, now) =>
      transact(async (db) => {
        for (const row of rows) await recountThread(db, changeThread, row, now);
      }, 'large'),
  };
};

const insertStatement = (builder: Kysely<Database>, table: TransferTable) =>
  compileOnce<TransferRow, { added: number }>((p) => {
    const columns = Object.keys(transferColumns[table]);
    const values = sql.join(columns.map((column) => p[column]));
    const statement = sql<{ added: number }>`insert into ${sql.table(table)} (${refs(columns)}) values (${values})
      on conflict do nothing returning 1 as added`;
    return { compile: () => statement.compile(builder) };
  });

const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
