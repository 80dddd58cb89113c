import { sql, type Kysely } from 'kysely';

/** Comments of a thread that are in no list: an import counts them together with the others. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createIndex('comments_unlisted')
    .on('comments')
    .columns(['site', 'thread'])
    .where(sql.ref('listing'), '=', sql.lit(0))
    .execute();
};
