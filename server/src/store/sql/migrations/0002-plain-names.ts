import type { Kysely } from 'kysely';

/** A list is called a listing, what rates a thread a rating source; and a retry shows the comment as it is now. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.alterTable('comments').renameColumn('place', 'listing').execute();
  await db.schema.alterTable('carriers').renameTo('rating_sources').execute();
  await db.schema.alterTable('idempotency').dropColumn('answer').execute();
};
