import type { Kysely } from 'kysely';
import type { Database } from './database.js';

/** Whatever runs statements: a database, or a transaction on it. */
export type Executor = Pick<Kysely<Database>, 'executeQuery'>;

/**
 * Runs some work as one transaction: all of it is kept, durably, before the promise resolves, or none of it. Much work
 * says that it is `large`, so that it shares a commit with nothing else.
 */
export type Transact = <T>(work: (db: Kysely<Database>) => Promise<T>, size?: 'large') => Promise<T>;

/** Runs reads as one transaction: all of them see the same snapshot of the database. */
export type ReadSnapshot = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
