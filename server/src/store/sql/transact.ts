import type { Kysely } from 'kysely';
import type { Database } from './database.js';

/** Anything that runs statements: a database, or a transaction on it. */
export type Executor = Pick<Kysely<Database>, 'executeQuery'>;

/**
 * Runs some work as one transaction: it is committed durably before the promise resolves, or has no effect. Work that
 * writes much must say that it is `large`, so that it does not share a commit with other work.
 */
export type Transact = <T>(work: (db: Kysely<Database>) => Promise<T>, size?: 'large') => Promise<T>;

/** Runs reads as one transaction: all of them see the same snapshot of the database. */
export type ReadSnapshot = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
