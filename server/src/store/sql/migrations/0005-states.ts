import { sql, type Kysely } from 'kysely';

/** Spam, reasons for holding, reports, the moderation log, and decisions that can be undone. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const add = (table: string, name: string, type: 'integer' | 'bigint' | 'double precision') =>
    db.schema
      .alterTable(table)
      .addColumn(name, type, (column) => column.notNull().defaultTo(0))
      .execute();
  await add('comments', 'spam', 'integer');
  await add('comments', 'score', 'double precision');
  await add('comments', 'reports', 'integer');
  await add('comments', 'revision', 'bigint');
  await db.schema.alterTable('comments').addColumn('reasons', 'text').execute();
  await add('visitors', 'trusted', 'integer');
  await add('reports', 'anonymous', 'integer');
  await db.schema.alterTable('reports').addColumn('settled', 'text').execute();

  // The queue of one site, and the queue of all sites.
  await db.schema
    .createIndex('comments_by_state')
    .on('comments')
    .columns(['site', 'status', 'spam', 'created_at', 'id'])
    .execute();
  await db.schema
    .createIndex('comments_by_state_everywhere')
    .on('comments')
    .columns(['status', 'spam', 'created_at', 'id'])
    .execute();
  await db.schema
    .createIndex('comments_reported')
    .on('comments')
    .columns(['site', 'created_at', 'id'])
    .where(sql.ref('reports'), '>', sql.lit(0))
    .execute();

  await db.schema
    .createTable('moderation_log')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('moderator', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('thread_id', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('moderation_log_site').on('moderation_log').columns(['site', 'id']).execute();
  await db.schema.createIndex('moderation_log_comment').on('moderation_log').columns(['site', 'comment']).execute();

  await db.schema
    .createTable('moderation_undos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('moderator', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('changes', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('moderation_undos_age').on('moderation_undos').column('created_at').execute();
};
