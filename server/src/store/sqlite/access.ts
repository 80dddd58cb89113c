import { stat } from 'node:fs/promises';

/**
 * How a file is opened:
 * - `shared`: by any number of connections and processes;
 * - `alone`: by one connection, which keeps the shared-memory index in its own memory instead of in a file, for which a
 *   full disk has no room: https://sqlite.org/wal.html#use_of_wal_without_shared_memory
 * - `unwritable`: by a process that can write neither the file nor its folder: https://sqlite.org/wal.html#readonly
 */
export type Access = 'shared' | 'alone' | 'unwritable';

/** How a file can still be opened after opening it as `shared` failed; undefined if it can't be opened. */
export const accessAfter = async (error: unknown, path: string): Promise<Access | undefined> => {
  if (path === ':memory:') return undefined;
  const code = resultCodeOf(error);
  if (code === noRoomForShared) return 'alone';
  // Changes that are still in the log would not be visible.
  const isWhole = await stat(`${path}-wal`).then(
    ({ size }) => size === 0,
    () => true,
  );
  return isWhole && unwritable.has(code & 0xff) ? 'unwritable' : undefined;
};

/** SQLITE_IOERR_SHMSIZE: https://sqlite.org/rescode.html */
const noRoomForShared = 4874;

const unwritable = new Set([
  8, // READONLY
  14, // CANTOPEN
]);

const resultCodeOf = (error: unknown): number => {
  const { errcode, cause } = error as { errcode?: number; cause?: { errcode?: number } };
  return errcode ?? cause?.errcode ?? 0;
};
