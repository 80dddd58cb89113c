import { sql, type Kysely } from 'kysely';

/** Who gets mails about a thread, and when the next mail to each may be sent. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('subscriptions')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('visitor', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('confirmed', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('subscriptions_key', ['site', 'id'])
    .execute();
  await db.schema.createIndex('subscriptions_thread').on('subscriptions').columns(['site', 'thread']).execute();
  await sql`create index subscriptions_email on subscriptions (site, lower(email))`.execute(db);
  await db.schema.createIndex('subscriptions_visitor').on('subscriptions').columns(['site', 'visitor']).execute();
  await db.schema.createIndex('subscriptions_id').on('subscriptions').column('id').execute();
  await db.schema.createIndex('subscriptions_age').on('subscriptions').columns(['confirmed', 'created_at']).execute();
  await db.schema
    .createTable('mail_paces')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('mail_paces_age').on('mail_paces').column('next_at').execute();
  // Indexes to find, when a comment or an address is erased, the messages about that comment or to that address.
  await db.schema.alterTable('outbox').addColumn('comment', 'text').execute();
  await db.schema.createIndex('outbox_comment').on('outbox').columns(['site', 'comment']).execute();
  await sql`create index outbox_recipient on outbox (site, lower(recipient))`.execute(db);
};
