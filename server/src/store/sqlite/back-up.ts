import { access, open, rename, rm } from 'node:fs/promises';
import type { Connection } from './connection.js';

/**
 * Copies a connection's database into a new file, as of one moment and without free pages. The file gets its name only
 * when it is complete.
 *
 * @throws Error if the file already exists
 */
export const backUp = async ({ run }: Pick<Connection, 'run'>, file: string): Promise<void> => {
  if (await exists(file)) throw new Error(`${file} is there already`);
  const part = `${file}.part`;
  await removeAll(part);
  run(`vacuum into '${part.replaceAll("'", "''")}'`);
  const written = await open(part, 'r+');
  await written.sync().finally(() => written.close());
  // A log left by an older database of this name would be applied to this one, and corrupt it.
  await removeAll(file);
  await rename(part, file);
};

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const removeAll = async (file: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true });
};
