import { sql, type Kysely } from 'kysely';

/**
 * Each index on comments costs every new comment one more page to write. Feeds can use the indexes of the queue and of
 * the lists, the lowest stars are found with the index of the highest, and ratings of comments without a visitor are
 * counted from the comment's own row.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('comments_recent').execute();
  await db.schema.dropIndex('comments_recent_of_thread').execute();
  await db.schema.dropIndex('comments_by_lowest').execute();
  await db.schema
    .createIndex('comments_recent_replies')
    .on('comments')
    .columns(['site', 'thread', 'created_at', 'id'])
    .where(sql.ref('listing'), '=', sql.lit(2))
    .execute();
  await sql`alter table comments drop column lowest`.execute(db);
  await sql`delete from rating_sources where visitor = source`.execute(db);
};
