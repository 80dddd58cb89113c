import { sql, type Kysely } from 'kysely';
import type { Database } from '../sql/database.js';

/**
 * Makes all text columns compare by bytes, as SQLite does. Lists then have the same order on both databases, indexes
 * don't depend on the system's locale library (whose updates corrupt them), and comparing is cheaper. New columns come
 * with a migration, and are changed in its transaction.
 */
export const compareByBytes = async (db: Kysely<Database>): Promise<void> => {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select c.relname as "table", array_agg(a.attname::text) as "columns"
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_collation o on o.oid = a.attcollation
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname not like 'kysely%'
      and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype and o.collname <> 'C'
    group by c.relname`.execute(db);
  for (const { table, columns } of rows) {
    const changes = columns.map((column) => sql`alter column ${sql.ref(column)} type text collate "C"`);
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(db);
  }
};
