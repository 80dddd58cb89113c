import { sql, type Kysely } from 'kysely';

/**
 * What moderators see of a person (how many of their comments are published or spam, and since when) is counted from
 * the index alone: their comments are scattered over the whole table.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('comments_by_visitor').execute();
  await db.schema
    .createIndex('comments_by_visitor')
    .on('comments')
    .columns(['site', 'visitor', 'thread', 'created_at', 'status', 'spam'])
    .where(sql.ref('visitor'), 'is not', null)
    .execute();
};
