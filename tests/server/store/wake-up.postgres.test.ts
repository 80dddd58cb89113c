import { expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../../server/src/store/postgres/postgres-store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import type { Store } from '../../../server/src/store/store.js';
import { aSubmission } from '../support/a-submission.js';
import { newDatabase } from '../support/new-database.js';
import { throughPgBouncer } from '../support/start-pgbouncer.js';

const openTwo = async (address: string, notify?: boolean): Promise<[Store, Store]> => {
  const open = async () => {
    const store = await openPostgresStore({ address, notify });
    onTestFinished(() => store.close());
    return store;
  };
  return [await open(), await open()];
};

/** Milliseconds until one store names, or with `any` hears of, a thread that the other wrote to; the slowest of some. */
const slowest = async ([one, other]: [Store, Store], any = false): Promise<number> => {
  const thread = threadKey('a thread');
  const times: number[] = [];
  let heard: (() => void) | undefined;
  onTestFinished(one.watch((threads) => (any || threads?.has(thread)) && heard?.()));
  // Until it listens.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (let round = 0; round < 5; round++) {
    const told = new Promise<void>((resolve) => (heard = resolve));
    await other.comments.submit(aSubmission());
    const begin = performance.now();
    await told;
    times.push(performance.now() - begin);
  }
  return Math.max(...times);
};

test('by notify one process hears at once which thread another changed', async () => {
  expect(await slowest(await openTwo(await newDatabase()))).toBeLessThan(500);
});

test('without it, it looks once a second', async () => {
  expect(await slowest(await openTwo(await newDatabase(), false), true)).toBeLessThan(1500);
});

test('so it does through PgBouncer in transaction mode, where nobody can listen', async () => {
  expect(await slowest(await openTwo(await throughPgBouncer(await newDatabase())), true)).toBeLessThan(1500);
}, 120_000);

test('one whose listening connection was cut listens again', async () => {
  const address = await newDatabase();
  const stores = await openTwo(address);
  await slowest(stores);
  const { default: pg } = await import('pg');
  const client = new pg.Client(address);
  await client.connect();
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
  );
  await client.end();
  expect(rowCount).toBe(1);
  expect(await slowest(stores)).toBeLessThan(500);
});
