import type { Kysely } from 'kysely';

/**
 * The events for readers who follow a thread: which comments changed, under which version of the thread. The version
 * comes first in the key, so that rows are written at one end of the index and purged at the other.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('events')
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('comment', 'text', (column) => column.notNull())
    .addColumn('previous', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_key', ['version', 'site', 'thread', 'comment'])
    .execute();
  await db.schema
    .alterTable('threads')
    .addColumn('previous', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
};
