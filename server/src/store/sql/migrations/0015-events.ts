import type { Kysely } from 'kysely';

/**
 * What readers who follow a thread are told of: which comments changed, under which version of the thread. By version
 * first: they are written at one end, and forgotten at the other.
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
