import type { Kysely } from 'kysely';

/** For finding what came from a network that is banned. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createIndex('comment_networks_network')
    .on('comment_networks')
    .columns(['network', 'comment'])
    .execute();
};
