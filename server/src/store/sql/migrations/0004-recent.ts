import { sql, type Kysely } from 'kysely';

/** For feeds: the last published comments of a site and of a thread. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const published = (name: string, columns: string[]) =>
    db.schema
      .createIndex(name)
      .on('comments')
      .columns([...columns, 'created_at', 'id'])
      .where(sql.ref('status'), '=', sql.lit('published'))
      .execute();
  await published('comments_recent', ['site']);
  await published('comments_recent_of_thread', ['site', 'thread']);
};
