import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { openStore } from '../../../server/src/store/open-store.js';
import type { Store } from '../../../server/src/store/store.js';
import { decide } from './decide.js';
import { aSubmission } from './a-submission.js';

/** What a process of store-process.ts can be asked to do, one after the other. */
const tasks = {
  /** Opens the store at a moment that others do it too, writes once, and closes it. */
  openAt: async (address: string, moment: number): Promise<string> => {
    await setTimeout(Math.max(0, moment - Date.now()));
    const store = await openStore(address);
    const secret = await store.secret();
    await store.comments.submit(aSubmission({ now: Date.now() }));
    await store.close();
    return secret;
  },

  /** Opens the store, and is killed before the given statement; gives how many there were if it never came to it. */
  openUntil: async (address: string, last: number): Promise<number> => {
    const count = countStatements((number) => {
      if (number === last) process.kill(process.pid, 'SIGKILL');
    });
    const store = await openStore(address);
    await store.secret();
    await store.close();
    return count();
  },

  /** Submits one draft for each of the keys; gives the ids that came of them. */
  submitAll: async (address: string, keys: string[]): Promise<string[]> => {
    const store = await openStore(address, { patience: 30_000 });
    const submitted = await Promise.all(
      keys.map((key) =>
        store.comments.submit(aSubmission({ idempotency: { key, bodyHash: `body of ${key}`, since: 0 } })),
      ),
    );
    await store.close();
    return submitted.map(({ comment }) => comment.id);
  },

  /** Answers a comment and lets moderators pin and unpin it, for some milliseconds; gives how often it wrote. */
  writeFor: async (address: string, root: string, milliseconds: number): Promise<number> => {
    const store = await openStore(address);
    const writes = await keepWriting(store, root, Date.now() + milliseconds);
    await store.close();
    return writes;
  },
};

export type Tasks = typeof tasks;

const keepWriting = async (store: Store, root: string, end: number): Promise<number> => {
  let writes = 0;
  while (Date.now() < end) {
    await store.comments.submit(aSubmission({ parent: root, now: Date.now() }));
    await decide(store, writes % 2 === 0 ? 'pin' : 'unpin', root);
    writes += 2;
  }
  return writes;
};

/** Tells of each statement before SQLite runs it. */
const countStatements = (tell: (number: number) => void): (() => number) => {
  let number = 0;
  const { prepare, exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    for (const statement of sql.split(';').filter((part) => part.trim() !== '')) {
      tell(++number);
      exec.call(this, statement);
    }
  };
  DatabaseSync.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const all = statement.all.bind(statement) as (...parameters: SQLInputValue[]) => ReturnType<typeof statement.all>;
    statement.all = ((...parameters: SQLInputValue[]) => {
      tell(++number);
      return all(...parameters);
    }) as typeof statement.all;
    return statement;
  };
  return () => number;
};

process.on('message', ({ name, parameters }: { name: keyof Tasks; parameters: never[] }) => {
  const run = tasks[name] as (...parameters: never[]) => Promise<unknown>;
  run(...parameters).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.('ready');
