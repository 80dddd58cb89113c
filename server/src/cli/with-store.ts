import type { DatabaseArguments } from './options.js';
import { OptionError } from './option-error.js';
import { createModeration, type Moderation } from '../service/moderation.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';

/** @throws OptionError where there can be no such database */
export const openDatabase = async ({ database }: DatabaseArguments): Promise<Store> => {
  try {
    return await openStore(database);
  } catch (error) {
    throw new OptionError(
      `option '--database': ${withoutPassword(database)} can't be opened: ${(error as Error).message}`,
    );
  }
};

/** What is told ends up in logs. */
const withoutPassword = (address: string): string => address.replace(/(:\/\/[^/:@]*):[^@]*(?=@)/, '$1');

/** Lets a moderator do one thing, while a server may be running on the same database. */
export const withModeration = async <T>(
  options: DatabaseArguments,
  use: (moderation: Moderation) => Promise<T>,
): Promise<T> => {
  const store = await openDatabase(options);
  try {
    return await use(createModeration(store));
  } finally {
    await store.close();
  }
};
