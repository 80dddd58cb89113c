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

/**
 * Opens a database; a SQLite file is created if it does not exist.
 *
 * @param option the option that named it
 * @throws OptionError if the address names no possible database
 */
export const openDatabase = async (
  { database }: DatabaseArguments,
  options: Parameters<typeof openStore>[1] = {},
  option = '--database',
): Promise<Store> => {
  try {
    return await openStore(database, options);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { errcode?: number } };
    const hint =
      ((cause?.errcode ?? 0) & 0xff) === sqliteBusy
        ? '; another process holds it alone: wait until it is done, or end it'
        : '';
    throw new OptionError(`option '${option}': ${shownAddress(database)} can't be opened: ${message}${hint}`);
  }
};

/** SQLITE_BUSY: https://sqlite.org/rescode.html */
const sqliteBusy = 5;

/**
 * Opens a database that a server, an import or a new account has already created. For all commands that work on what is
 * there: a mistyped address would otherwise make a new database, about which they could only say that it is empty.
 *
 * @param option the option that named it
 * @throws OptionError
 */
export const openExisting = async (options: DatabaseArguments, option = '--database'): Promise<Store> => {
  if (isMissing(options))
    throw new OptionError(
      `option '${option}': there is no file ${pathOf(options)}. The server makes it when it starts; if it has, see whether the path is right`,
    );
  return openDatabase(options, { mustExist: true }, option);
};

/** Whether the address is that of a SQLite file that does not exist. */
export const isMissing = (options: DatabaseArguments): boolean => {
  const path = pathOf(options);
  return path !== undefined && path !== ':memory:' && !existsSync(path);
};

const pathOf = ({ database }: DatabaseArguments): string | undefined => /^sqlite:(.+)$/.exec(database)?.[1];

/** Error messages end up in logs, so whatever may contain a password is removed: the user, and the parameters. */
const shownAddress = (address: string): string => address.replace(/^(postgres(?:ql)?:\/\/)(?:.*@)?([^?]*).*/, '$1$2');

/** Does one thing with the data, even while a server is running on the same database. */
export const withStore = async <T>(
  options: DatabaseArguments,
  use: (store: Store) => Promise<T>,
  open: (options: DatabaseArguments) => Promise<Store> = openExisting,
): Promise<T> => {
  const store = await open(options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

const withService =
  <S>(create: (store: Store) => S, open: (options: DatabaseArguments) => Promise<Store> = openExisting) =>
  <T>(options: DatabaseArguments, use: (service: S) => Promise<T>): Promise<T> =>
    withStore(options, (store) => use(create(store)), open);

export const withModeration = withService<Moderation>(createModeration);
export const withThreads = withService<ModeratedThreads>((store) => createModeratedThreads(store, Date.now));
export const withPeople = withService<People>((store) => createPeople(store, Date.now));
export const withQueue = withService<Queue>((store) => createQueue(store, Date.now));
export const withOutbox = withService<Outbox>((store) => createOutbox(store, Date.now));
const accountsOf = (store: Store): Accounts => createAccounts(store, nodeScrypt);
export const withAccounts = withService<Accounts>(accountsOf);
/** Moderators and keys can be added before the server starts for the first time. */
export const withNewAccounts = withService<Accounts>(accountsOf, openDatabase);
