import type { DatabaseArguments } from './options.js';
import { OptionError } from './option-error.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';

/** @throws OptionError where there can be no such database */
export const openDatabase = async ({ database }: DatabaseArguments): Promise<Store> => {
  try {
    return await openStore(database);
  } catch (error) {
    throw new OptionError(`option '--database': ${database} can't be opened: ${(error as Error).message}`);
  }
};

/** Opens the store for one thing to be done, while a server may be running on it. */
export const withStore = async <T>(options: DatabaseArguments, use: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openDatabase(options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};
