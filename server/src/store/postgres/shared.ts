import { sql, type Kysely } from 'kysely';
import type { Database } from '../sql/database.js';
import type { Shared } from '../store.js';

/*
 * Data that processes must share, but that need not outlive them. It is in unlogged tables, which don't wait for the
 * disk. They are empty after a crash of the server, and on a promoted replica.
 */

interface SharedTables extends Database {
  shared_counts: { key: string; amount: number; ends_at: number };
  shared_notes: { key: string; note: string; ends_at: number };
}

export const hasShared = async (db: Kysely<Database>): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('shared_notes') is not null as found`.execute(db);
  return rows[0]?.found === true;
};

export const createShared = async (db: Kysely<Database>): Promise<void> => {
  for (const [table, column, type] of [
    ['shared_counts', 'amount', 'bigint'],
    ['shared_notes', 'note', 'text'],
  ] as const) {
    await db.schema
      .createTable(table)
      .ifNotExists()
      .modifyFront(sql`unlogged`)
      .addColumn('key', sql`text collate "C"`, (key) => key.primaryKey())
      .addColumn(column, type, (value) => value.notNull())
      .addColumn('ends_at', 'bigint', (time) => time.notNull())
      .execute();
    await db.schema.createIndex(`${table}_age`).ifNotExists().on(table).column('ends_at').execute();
  }
};

/**
 * Each operation is one statement, and so a transaction of its own: two processes that count at once are both counted.
 */
export const sharedOn = (database: Kysely<Database>): Shared => {
  const db = database.withTables<Pick<SharedTables, 'shared_counts' | 'shared_notes'>>();
  return {
    count: async (key, amount, milliseconds, now) => {
      const ends = now + milliseconds;
      const over = sql`shared_counts.ends_at <= ${now}`;
      const row = await db
        .insertInto('shared_counts')
        .values({ key, amount, ends_at: ends })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            amount: sql<number>`case when ${over} then ${amount} else shared_counts.amount + ${amount} end`,
            ends_at: sql<number>`case when ${over} then ${ends} else shared_counts.ends_at end`,
          }),
        )
        .returning(['amount', 'ends_at'])
        .executeTakeFirstOrThrow();
      return { amount: row.amount, endsAt: row.ends_at };
    },

    note: async (key, note, endsAt) => {
      await db
        .insertInto('shared_notes')
        .values({ key, note, ends_at: endsAt })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ note, ends_at: endsAt }))
        .execute();
    },

    noted: async (key, now) => {
      const row = await db
        .selectFrom('shared_notes')
        .select('note')
        .where('key', '=', key)
        .where('ends_at', '>', now)
        .executeTakeFirst();
      return row?.note;
    },

    forget: async (now) => {
      await db.deleteFrom('shared_counts').where('ends_at', '<=', now).execute();
      await db.deleteFrom('shared_notes').where('ends_at', '<=', now).execute();
    },
  };
};
