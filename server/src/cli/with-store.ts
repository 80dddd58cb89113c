import { existsSync } from 'node:fs';
import type { DatabaseArguments } from './options.js';
import { OptionError } from './option-error.js';
import { nodeScrypt } from './node-scrypt.js';
import { createAccounts, type Accounts } from '../service/accounts.js';
import { createModeratedThreads, type ModeratedThreads } from '../service/moderated-threads.js';
import { createModeration, type Moderation } from '../service/moderation.js';
import { createOutbox, type Outbox } from '../service/outbox.js';
import { createPeople, type People } from '../service/people.js';
import { createQueue, type Queue } from '../service/queue.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';

/** @throws OptionError if the address names no possible database */
export const openDatabase = async (
  { database }: DatabaseArguments,
  options?: Parameters<typeof openStore>[1],
): Promise<Store> => {
  try {
    return await openStore(database, options);
  } catch (error) {
    throw new OptionError(
      `option '--database': ${shownAddress(database)} can't be opened: ${(error as Error).message}`,
    );
  }
};

/**
 * Opens a database that must already exist: a new, empty one would only report that it contains nothing.
 *
 * @param option the option that named it
 * @throws OptionError
 */
export const openExisting = async (options: DatabaseArguments, option = '--database'): Promise<Store> => {
  const [, path] = /^sqlite:(.+)$/.exec(options.database) ?? [];
  if (path !== undefined && path !== ':memory:' && !existsSync(path))
    throw new OptionError(`option '${option}': there is no file ${path}`);
  return openDatabase(options);
};

/** Error messages end up in logs, so whatever may contain a password is removed: the user, and the parameters. */
const shownAddress = (address: string): string => address.replace(/^(postgres(?:ql)?:\/\/)(?:.*@)?([^?]*).*/, '$1$2');

/** Does one thing with a service, even while a server is running on the same database. */
const withService =
  <S>(create: (store: Store) => S) =>
  async <T>(options: DatabaseArguments, use: (service: S) => Promise<T>): Promise<T> => {
    const store = await openDatabase(options);
    try {
      return await use(create(store));
    } finally {
      await store.close();
    }
  };

export const withModeration = withService<Moderation>(createModeration);
export const withThreads = withService<ModeratedThreads>((store) => createModeratedThreads(store, Date.now));
export const withPeople = withService<People>((store) => createPeople(store, Date.now));
export const withQueue = withService<Queue>((store) => createQueue(store, Date.now));
export const withOutbox = withService<Outbox>((store) => createOutbox(store, Date.now));
export const withAccounts = withService<Accounts>((store) => createAccounts(store, nodeScrypt));
