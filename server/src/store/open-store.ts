import { openSqliteStore, type SqliteOptions } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';

/**
 * Opens the store that a database address names: `sqlite:<path>`.
 *
 * @throws RangeError where the address names no store that there is
 */
export const openStore = async (address: string, options: Omit<SqliteOptions, 'path'> = {}): Promise<Store> => {
  const [scheme, path] = split(address);
  if (scheme === 'sqlite' && path) return openSqliteStore({ path, ...options });
  throw new RangeError(`"${address}" is not a database address; one is sqlite:./starling.db`);
};

const split = (address: string): [string, string] => {
  const colon = address.indexOf(':');
  return [address.slice(0, colon), address.slice(colon + 1)];
};
