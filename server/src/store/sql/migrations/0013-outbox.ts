import type { Kysely } from 'kysely';

/** Messages to be delivered to somebody outside: kept until they were delivered, or delivery has failed for good. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('outbox')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('bundle', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('dead', 'integer', (column) => column.notNull())
    .addColumn('error', 'text')
    .addPrimaryKeyConstraint('outbox_key', ['site', 'id'])
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['dead', 'due_at']).execute();
  await db.schema.createIndex('outbox_bundle').on('outbox').column('bundle').execute();
};
