import { Kysely, PostgresAdapter } from 'kysely';
import type pg from 'pg';
import type { Database } from '../sql/database.js';
import { countPending, migrate } from '../sql/migrate.js';
import { migrationsWith } from '../sql/migrations/index.js';
import { compareByBytes } from './compare-by-bytes.js';
import { postgresDialect } from './postgres-dialect.js';
import { postgresSearch } from './postgres-search.js';
import { createShared, hasShared } from './shared.js';
import { noNames } from './statement-names.js';

const migrations = migrationsWith(postgresSearch.migrations);

/** Of all processes that start on one database. */
const lock = 3_853_314_791;

/**
 * Runs the migrations that the database lacks, all in one transaction, and once however many processes start: each
 * waits for the one before, and then finds nothing to do. Where none is lacking nothing is locked or written.
 *
 * @throws Error where the database can't hold every text, or a newer version made it
 */
export const bringUpToDate = async (client: pg.Client): Promise<void> => {
  const db = new Kysely<Database>({ dialect: onOneConnection(client) });
  await checkEncoding(client);
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
      // The connection is gone, and the transaction with it.
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

/** Kysely's migrator over a connection that has a transaction already, and the lock: it must take neither. */
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
