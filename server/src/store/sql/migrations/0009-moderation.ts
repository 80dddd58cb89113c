import { sql, type Kysely } from 'kysely';

/** Indexes for moderators' lists, bans, moved threads, and news of the queue. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createIndexes(db);
  await createBans(db);
  await createAliases(db);
  await createQueueEvents(db);
};

const createIndexes = async (db: Kysely<unknown>): Promise<void> => {
  // E-mail addresses are compared without regard to case.
  await sql`create index comments_by_email on comments (site, lower(author_email))
    where author_email is not null`.execute(db);
  await sql`create index comments_unpublished_of_thread on comments (site, thread, status, spam, created_at, id)
    where status <> 'published'`.execute(db);
  await sql`create index comments_held on comments (site, created_at) where reasons is not null`.execute(db);
  await db.schema.createIndex('threads_by_age').on('threads').columns(['site', 'created_at', 'thread']).execute();
  await db.schema
    .createIndex('threads_by_age_everywhere')
    .on('threads')
    .columns(['created_at', 'site', 'thread'])
    .execute();
};

const createBans = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('bans')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('site', 'text')
    .addColumn('until', 'bigint')
    .addColumn('note', 'text')
    .addColumn('moderator', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('bans_value').on('bans').columns(['kind', 'value']).execute();
  await db.schema.createIndex('bans_age').on('bans').column('until').execute();
};

const createAliases = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('thread_aliases')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('alias', 'text', (column) => column.notNull())
    .addColumn('alias_id', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('thread_aliases_key', ['site', 'alias'])
    .execute();
  await db.schema.createIndex('thread_aliases_thread').on('thread_aliases').columns(['site', 'thread']).execute();
};

const createQueueEvents = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('queue_events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('queue_events_age').on('queue_events').column('created_at').execute();
};
