import { access, open, rename, rm } from 'node:fs/promises';
import { connect } from './connection.js';

/**
 * Copies a database into a new file, as it is at one moment, without its free pages. The file is whole once it has its
 * name.
 *
 * @throws Error where there is such a file
 */
export const backUp = async (path: string, file: string): Promise<void> => {
  if (await exists(file)) throw new Error(`${file} is there already`);
  const part = `${file}.part`;
  await removeAll(part);
  const connection = connect(path);
  try {
    connection.run(`vacuum into '${part.replaceAll("'", "''")}'`);
  } finally {
    connection.close();
  }
  const written = await open(part, 'r+');
  await written.sync().finally(() => written.close());
  // What an older database of this name left would be taken for changes of this one, and spoil it.
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
