import type { Kysely } from 'kysely';

/** Who may moderate: by password and session, or by key. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('moderators')
    .addColumn('login', 'text', (column) => column.primaryKey())
    .addColumn('shown_name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('sites', 'text')
    .addColumn('reserved', 'integer', (column) => column.notNull())
    .addColumn('password', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('token', 'text', (column) => column.primaryKey())
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_login').on('sessions').column('login').execute();
  await db.schema.createIndex('sessions_age').on('sessions').column('expires_at').execute();
  await db.schema
    .createTable('api_keys')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('sites', 'text')
    .addColumn('until', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('api_keys_hash').unique().on('api_keys').column('hash').execute();
};
