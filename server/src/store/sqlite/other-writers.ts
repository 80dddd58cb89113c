import { sql } from 'kysely';
import type { ReadSnapshot } from '../sql/transact.js';
import type { Neighbours } from '../wake-up.js';

/**
 * Detects writes of other processes on the same file. For each connection, SQLite counts the commits of all others, and
 * checking that count costs a look at one page: https://sqlite.org/pragma.html#pragma_data_version
 */
export const otherWriters = (read: ReadSnapshot): Neighbours => {
  let last: number | undefined;
  return {
    mayHaveChanged: async () => {
      const { rows } = await read((db) => sql<{ data_version: number }>`pragma data_version`.execute(db));
      const before = last;
      last = rows[0]?.data_version;
      return before !== last;
    },
  };
};
