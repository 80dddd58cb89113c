import type { Kysely } from 'kysely';

/** Renames a comment's place to listing, and carriers to rating sources. A retry now shows the comment as it is now. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.alterTable('comments').renameColumn('place', 'listing').execute();
  await db.schema.alterTable('carriers').renameTo('rating_sources').execute();
  await db.schema.alterTable('idempotency').dropColumn('answer').execute();
};
