import { stat } from 'node:fs/promises';

/**
 * How a file is opened:
 * - `shared` by as many connections and processes as like;
 * - `alone` by one connection, which keeps in memory what several would share in a file beside it, for which a full disk
 *   has no room: https://sqlite.org/wal.html#use_of_wal_without_shared_memory
 * - `unwritable` by who may write neither it nor beside it: https://sqlite.org/wal.html#readonly
 */
export type Access = 'shared' | 'alone' | 'unwritable';

/** How a file may be opened for all that, which failed to be opened as usual; nothing where it may not. */
export const accessAfter = async (error: unknown, path: string): Promise<Access | undefined> => {
  if (path === ':memory:') return undefined;
  const code = resultCodeOf(error);
  if (code === noRoomForShared) return 'alone';
  // What is not yet moved into the file would not be seen.
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
