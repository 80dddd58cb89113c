import { sql, type Kysely } from 'kysely';

/**
 * Data for recognising spam: traces of comments, models learned from moderators, and, for a while, comments' networks.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('spam_traces')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('key', 'bigint', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('sketch', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('spam_traces_key', ['site', 'key', 'comment'])
    .execute();
  // Ids sort by time, so this index also finds old rows.
  await db.schema.createIndex('spam_traces_comment').on('spam_traces').column('comment').execute();

  await db.schema
    .createTable('spam_models')
    .addColumn('site', 'text', (column) => column.primaryKey())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('changes', 'bigint', (column) => column.notNull())
    .addColumn('learned', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('comment_networks')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('comment_networks_key', ['site', 'comment'])
    .execute();
  await db.schema.createIndex('comment_networks_age').on('comment_networks').column('expires_at').execute();

  // For finding out whether a person has written spam, however much else they wrote.
  await db.schema
    .createIndex('comments_spam_of_visitor')
    .on('comments')
    .columns(['site', 'visitor'])
    .where(sql.ref('spam'), '=', sql.lit(1))
    .execute();
};
