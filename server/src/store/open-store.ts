import type { SqliteOptions } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';

/**
 * Opens the store for a database address: `sqlite:<path>`, or `postgres://<user>@<host>/<database>`.
 *
 * @throws RangeError if the address names no known kind of store
 */
export const openStore = async (address: string, options: Omit<SqliteOptions, 'path'> = {}): Promise<Store> => {
  const [scheme, path] = split(address);
  // Imported only when needed: each store brings its own driver, and a process uses only one.
  if (scheme === 'sqlite' && path) {
    const { openSqliteStore } = await import('./sqlite/sqlite-store.js');
    return openSqliteStore({ path, ...options });
  }
  if (/^postgres(ql)?$/.test(scheme) && path.startsWith('//')) {
    const { openPostgresStore } = await import('./postgres/postgres-store.js');
    return openPostgresStore({ address, patience: options.patience, mustExist: options.mustExist });
  }
  throw new RangeError('One is sqlite:./starling.db, or postgres://user@host/database');
};

const split = (address: string): [string, string] => {
  const colon = address.indexOf(':');
  return [address.slice(0, colon), address.slice(colon + 1)];
};
