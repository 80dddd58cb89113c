import { sql, type Kysely } from 'kysely';

/**
 * Each index on comments costs every comment a page to write. Feeds find what they show by those of the queue and of
 * the lists, the lowest stars are found by the index of the highest, and what nobody in particular wrote is counted by
 * its own row.
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
