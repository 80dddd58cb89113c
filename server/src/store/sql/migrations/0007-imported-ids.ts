import type { Kysely } from 'kysely';

/** Where an imported comment comes from. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('imported_ids')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('imported_ids_key', ['site', 'id'])
    .execute();
};
