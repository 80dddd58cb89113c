import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { openSqliteStore } from '../../../server/src/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/src/store/store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aSubmission } from '../support/a-submission.js';
import { temporaryFolder } from '../support/fixture.js';
import { makeOlderDatabase } from '../support/older-database.js';
import { startStoreProcess } from '../support/store-process.js';

const name = { site: '', thread: threadKey('a thread') };
const find = (store: Store) => store.read(({ threads }) => threads.find(name));

const opened = async (path: string, options = {}): Promise<Store> => {
  const store = await openSqliteStore({ path, ...options });
  onTestFinished(() => store.close());
  return store;
};

const expectUpgraded = async (store: Store): Promise<void> => {
  expect(await store.secret()).toBe('an old secret');
  expect(await find(store)).toMatchObject({ total: 100, stars: { 4: 1 } });
  await store.read(async ({ threads, visitors }) => {
    const { comments } = await threads.roots({ ...name, sort: 'newest', limit: 200 });
    expect(comments).toHaveLength(100);
    expect(await visitors.mine(name, 'a visitor', 0)).toMatchObject({ rating: 4 });
    const key = { site: '', scope: 'a visitor', key: 'key' };
    expect(await visitors.submitted(key, 0)).toMatchObject({
      status: 201,
      comment: { id: 'c0', html: '<p>Hello</p>' },
    });
  });
};

/** 20 statements of as many as there are, from the first to the last. */
const spread = (statements: number): number[] =>
  Array.from({ length: 20 }, (_, index) => 1 + Math.round((index * (statements - 1)) / 19));

describe('a start that is killed', () => {
  test('on an empty disk leaves a file on which the next one starts, 20 times', async () => {
    const folder = await temporaryFolder();
    const statements = await (await startStoreProcess()).run('openUntil', `sqlite:${join(folder, 'whole.db')}`, -1);
    expect(statements).toBeGreaterThan(40);
    for (const last of spread(statements)) {
      const path = join(folder, `${last}.db`);
      const killed = await startStoreProcess();
      await expect(killed.run('openUntil', `sqlite:${path}`, last)).rejects.toThrow('SIGKILL');
      const store = await openStore(`sqlite:${path}`);
      await store.comments.submit(aSubmission());
      expect(await find(store)).toMatchObject({ total: 1 });
      await store.close();
    }
  }, 240_000);

  test('in an upgrade leaves everything, and the next one upgrades, 20 times', async () => {
    const folder = await temporaryFolder();
    const older = join(folder, 'older.db');
    await makeOlderDatabase(older);
    const copy = async (name: string) => {
      await copyFile(older, join(folder, name));
      return join(folder, name);
    };
    const statements = await (await startStoreProcess()).run('openUntil', `sqlite:${await copy('whole.db')}`, -1);
    for (const last of spread(statements)) {
      const path = await copy(`${last}.db`);
      const killed = await startStoreProcess();
      await expect(killed.run('openUntil', `sqlite:${path}`, last)).rejects.toThrow('SIGKILL');
      const store = await openStore(`sqlite:${path}`);
      await expectUpgraded(store);
      await store.close();
    }
  }, 240_000);
});

describe.each([2, 3])('%i servers that start at once', (count) => {
  test('all start, on no file and on one to be upgraded', async () => {
    const folder = await temporaryFolder();
    const older = join(folder, 'older.db');
    await makeOlderDatabase(older);
    const processes = await Promise.all(Array.from({ length: count }, startStoreProcess));
    for (let round = 0; round < 12; round++) {
      const path = join(folder, `${round}.db`);
      if (round % 2 === 1) await copyFile(older, path);
      const moment = Date.now() + 50;
      const secrets = await Promise.all(processes.map((process) => process.run('openAt', `sqlite:${path}`, moment)));
      expect(new Set(secrets).size).toBe(1);
      const store = await openStore(`sqlite:${path}`);
      expect(await find(store)).toMatchObject({ total: count + (round % 2 === 1 ? 100 : 0) });
      await store.close();
    }
  }, 120_000);
});

test('a disk that is full at the first start leaves a file on which the next one starts', async () => {
  const folder = await temporaryFolder();
  for (const maxPages of [2, 5, 10, 20]) {
    const path = join(folder, `${maxPages}.db`);
    await expect(openSqliteStore({ path, maxPages })).rejects.toThrow('full');
    const store = await openStore(`sqlite:${path}`);
    await store.comments.submit(aSubmission());
    expect(await find(store)).toMatchObject({ total: 1 });
    await store.close();
  }
});

test('a start on a file that another process has locked reads, and changes nothing', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  const first = await opened(path);
  const secret = await first.secret();
  await first.close();
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec('begin immediate');
  const second = await opened(path, { patience: 100 });
  expect(await second.secret()).toBe(secret);
  await second.ping();
});

test('a database that a newer version made is not touched, and said to be that', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  await (await opened(path)).close();
  const database = new DatabaseSync(path);
  database.exec(`insert into kysely_migration values ('9999-later', '2030')`);
  database.close();
  await expect(openStore(`sqlite:${path}`)).rejects.toThrow('made by a newer version');
});

test('a database that missed a migration with a lower number gets it, and keeps what it has', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  const before = await opened(path);
  await before.comments.submit(aSubmission());
  await before.close();
  const database = new DatabaseSync(path);
  database.exec(`drop table subscriptions; drop table mail_paces;
    drop index outbox_comment; drop index outbox_recipient; alter table outbox drop column comment;
    delete from kysely_migration where name = '0014-subscriptions'`);
  const names = () => database.prepare('select name from kysely_migration').all().length;
  const done = names();
  const after = await opened(path);
  expect(await find(after)).toMatchObject({ total: 1 });
  const request = { ...name, email: 'ada@example.org', language: 'en', visitor: null, now: Date.now() };
  await after.subscriptions.subscribe(request);
  expect(await after.read(({ outbox }) => outbox.counts('all'))).toMatchObject({ waiting: 1 });
  expect(names()).toBe(done + 1);
  database.close();
});

test('a database in memory is one for reading and writing', async () => {
  const store = await opened(':memory:');
  await store.ping();
  await store.comments.submit(aSubmission());
  expect(await find(store)).toMatchObject({ total: 1 });
});
