import { sql, type Kysely } from 'kysely';

/** Lets a thread's pins be counted before another one is added. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createIndex('comments_pins')
    .on('comments')
    .columns(['site', 'thread'])
    .where(sql.ref('pinned'), '=', sql.lit(1))
    .execute();
};
