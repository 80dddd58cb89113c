import { sql, type Kysely } from 'kysely';

/** A thread's pins are counted before there is one more. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createIndex('comments_pins')
    .on('comments')
    .columns(['site', 'thread'])
    .where(sql.ref('pinned'), '=', sql.lit(1))
    .execute();
};
