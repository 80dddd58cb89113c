import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Database } from './database.js';

/** Migrations by name. */
export type Migrations = Record<string, Migration>;

/**
 * How many migrations the tables still need. Only reads.
 *
 * @throws Error where the tables were made by a newer version of the server
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
 * Brings the tables to this version's form. To be called in one transaction, so that all of it is done or nothing:
 * Kysely opens one where the database allows it, and leaves it to us on SQLite.
 */
export const migrate = async (db: Kysely<Database>, migrations: Migrations): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Branches that are merged in another order than they were numbered: what is missing is done, wherever it stands.
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

/** Where Kysely notes which migrations were done. */
const table = 'kysely_migration';
