import { sql, type Kysely } from 'kysely';

/** Identities, avatars beside comments, and indexes to find all data of one person. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('identities')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text')
    .addColumn('subject', 'text')
    .addColumn('name', 'text')
    .addColumn('email', 'text')
    .addColumn('email_verified', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('avatar', 'text')
    .addColumn('role', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('not_before', 'bigint')
    .addPrimaryKeyConstraint('identities_key', ['site', 'identity'])
    .execute();
  await sql`create index identities_forgotten on identities (not_before) where name is null`.execute(db);
  await db.schema.alterTable('comments').addColumn('author_avatar', 'text').execute();
  await db.schema
    .alterTable('votes')
    .addColumn('voted_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();

  const ofPerson = (table: string, column: string) =>
    db.schema.createIndex(`${table}_of_person`).on(table).columns(['site', column]).execute();
  await ofPerson('votes', 'visitor');
  // Ratings that belong to comments are found through the comments' index.
  await sql`create index rating_sources_of_person on rating_sources (site, visitor)
    where source = 'rating'`.execute(db);
  await ofPerson('reports', 'reporter');
};
