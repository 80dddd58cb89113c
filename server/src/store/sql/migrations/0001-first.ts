import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  await createThreads(db);
  await createComments(db);
  await createRatingsAndVotes(db);

  await db.schema
    .createTable('visitors')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('visitor', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('visitors_key', ['site', 'visitor'])
    .execute();

  await db.schema
    .createTable('idempotency')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['site', 'scope', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_age').on('idempotency').column('created_at').execute();

  await db.schema
    .createTable('captcha_uses')
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('captcha_uses_key', ['provider', 'hash'])
    .execute();
  await db.schema.createIndex('captcha_uses_age').on('captcha_uses').column('expires_at').execute();
};

const createThreads = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .createTable('threads')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('title', 'text')
    .addColumn('closed', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('pinned', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stars_1', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stars_2', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stars_3', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stars_4', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('stars_5', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('threads_key', ['site', 'thread'])
    .execute();

const createComments = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('comments')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('parent', 'text')
    .addColumn('root', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('author_email', 'text')
    .addColumn('author_url', 'text')
    .addColumn('badge', 'text')
    .addColumn('visitor', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('renderer', 'integer', (column) => column.notNull())
    .addColumn('rating', 'integer')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('edited_at', 'bigint')
    .addColumn('up', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('down', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('pinned', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('descendants', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('highest', 'integer', (column) => column.notNull())
    .addColumn('lowest', 'integer', (column) => column.notNull())
    .addColumn('helpful', 'double precision', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('comments_key', ['site', 'id'])
    .addCheckConstraint('comments_rating', sql`rating is null or (rating in (1, 2, 3, 4, 5) and parent is null)`)
    .addCheckConstraint('comments_status', sql`status in ('published', 'pending', 'deleted')`)
    .execute();

  // A permalink names a comment by its id alone.
  await db.schema.createIndex('comments_id').on('comments').column('id').execute();

  // One index a sort, of what it shows and no more, so that a page costs the same in a thread of any size.
  const roots = (name: string, columns: string[]) =>
    db.schema
      .createIndex(name)
      .on('comments')
      .columns(['site', 'thread', ...columns, 'created_at', 'id'])
      .where(sql.ref('place'), '=', sql.lit(1))
      .execute();
  await roots('comments_by_time', []);
  await roots('comments_by_helpful', ['helpful']);
  await roots('comments_by_highest', ['highest']);
  await roots('comments_by_lowest', ['lowest']);
  await roots('comments_by_stars_and_helpful', ['highest', 'helpful']);
  await db.schema
    .createIndex('comments_replies')
    .on('comments')
    .columns(['site', 'thread', 'root', 'created_at', 'id'])
    .where(sql.ref('place'), '=', sql.lit(2))
    .execute();
  await db.schema
    .createIndex('comments_pinned')
    .on('comments')
    .columns(['site', 'thread', 'created_at', 'id'])
    .where(sql.ref('place'), '=', sql.lit(3))
    .execute();
  await db.schema
    .createIndex('comments_by_visitor')
    .on('comments')
    .columns(['site', 'visitor', 'thread', 'created_at'])
    .where(sql.ref('visitor'), 'is not', null)
    .execute();
};

const createRatingsAndVotes = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('carriers')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('visitor', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('stars', 'integer', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('carriers_key', ['site', 'thread', 'visitor', 'source'])
    .addCheckConstraint('carriers_stars', sql`stars in (1, 2, 3, 4, 5)`)
    .execute();

  await db.schema
    .createTable('votes')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('visitor', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('value', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_key', ['site', 'thread', 'visitor', 'comment'])
    .addCheckConstraint('votes_value', sql`value in (-1, 1)`)
    .execute();

  await db.schema
    .createTable('reports')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('reporter', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('reports_key', ['site', 'comment', 'reporter'])
    .execute();
};
