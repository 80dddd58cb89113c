import { Kysely, PostgresAdapter } from 'kysely';
import type pg from 'pg';
import type { Database } from '../sql/database.js';
import { checkIsStarling, countPending, migrate } from '../sql/migrate.js';
import { migrationsWith } from '../sql/migrations/index.js';
import { compareByBytes } from './compare-by-bytes.js';
import { postgresDialect } from './postgres-dialect.js';
import { postgresSearch } from './postgres-search.js';
import { createShared, hasShared } from './shared.js';
import { noNames } from './statement-names.js';

const migrations = migrationsWith(postgresSearch.migrations);

/** The advisory lock that all processes starting on one database share. */
const lock = 3_853_314_791;

/**
 * Runs the missing migrations, all in one transaction. If several processes start at the same time, each waits for the
 * one before, and then finds nothing to do. If no migration is missing, nothing is locked or written.
 *
 * @throws Error if the database's encoding can't store every text, or if a newer version of the server created it
 */
export const bringUpToDate = async (client: pg.Client, mustExist: boolean): Promise<void> => {
  const db = new Kysely<Database>({ dialect: onOneConnection(client) });
  await checkEncoding(client);
  if (mustExist) await checkIsStarling(db);
  if (await isUpToDate(db)) return;
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${lock})`);
    if (!(await isUpToDate(db))) {
      await migrate(db, migrations);
      await createShared(db);
      await compareByBytes(db);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {
      // The connection is lost, and the server rolls the transaction back.
    });
    throw error;
  }
};

const isUpToDate = async (db: Kysely<Database>): Promise<boolean> =>
  (await countPending(db, migrations)) === 0 && (await hasShared(db));

const checkEncoding = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  if (rows[0]?.server_encoding !== 'UTF8') {
    throw new Error(
      `its encoding is ${rows[0]?.server_encoding}, and must be UTF8 (create database … encoding 'UTF8')`,
    );
  }
};

/** Kysely's migrator on a connection that already has a transaction and the lock, so the migrator must take neither. */
const onOneConnection = (client: pg.Client) => ({
  ...postgresDialect({
    pool: { connect: async () => Object.assign(client, { release: () => {} }) },
    names: noNames,
    limits: '',
  }),
  createAdapter: () => new OneConnectionAdapter(),
});

class OneConnectionAdapter extends PostgresAdapter {
  override get supportsTransactionalDdl(): boolean {
    return false;
  }

  override async acquireMigrationLock(): Promise<void> {}

  override async releaseMigrationLock(): Promise<void> {}
}
