import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Database } from './database.js';

/** Migrations by name. */
export type Migrations = Record<string, Migration>;

/**
 * How many migrations are still missing. Only reads.
 *
 * @throws Error if a newer version of the server created the tables
 */
export const countPending = async (db: Kysely<Database>, migrations: Migrations): Promise<number> => {
  const done = await namesDone(db);
  const unknown = done.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    throw new Error(
      `It was made by a newer version of starling-server (${unknown}). Install that version, or a later one.`,
    );
  }
  return Object.keys(migrations).length - done.length;
};

/**
 * For commands that only make sense on a database that a server has already used, so that a mistyped address does not
 * put tables into an empty database, or into one of another program.
 *
 * @throws Error if it has no tables of Starling
 */
export const checkIsStarling = async (db: Kysely<Database>): Promise<void> => {
  if ((await namesDone(db)).length === 0) throw new Error('it is not a database of Starling');
};

/**
 * Brings the tables up to date. Must be called in a transaction, so that all migrations are applied or none: Kysely
 * opens one itself where the database supports it, but not on SQLite.
 */
export const migrate = async (db: Kysely<Database>, migrations: Migrations): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Branches may be merged in a different order than their migrations are numbered; every missing migration is
    // applied.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
};

const namesDone = async (db: Kysely<Database>): Promise<string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === table)) return [];
  const rows = await db.withTables<{ [table]: { name: string } }>().selectFrom(table).select('name').execute();
  return rows.map(({ name }) => name);
};

/** The table in which Kysely records the migrations that were applied. */
const table = 'kysely_migration';
