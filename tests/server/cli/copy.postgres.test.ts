import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { transferTables } from '../../../server/src/store/sql/transfer-columns.js';
import { dumpOf } from '../support/dump.js';
import { fixtureOver, temporaryFolder, type Fixture } from '../support/fixture.js';
import { newDatabase } from '../support/new-database.js';
import { runCli, startServer } from '../support/process.js';
import { writeSomeOfEverything } from '../support/some-of-everything.js';
import { startDebianPostgres } from '../support/start-debian-postgres.js';

/** A file of SQLite with some of everything, and another that is not there yet. */
const twoFiles = async () => {
  const folder = await temporaryFolder();
  const [first, last] = [join(folder, 'first.db'), join(folder, 'last.db')];
  const store = await openStore(`sqlite:${first}`);
  const fixture = fixtureOver(store, first, {});
  await writeSomeOfEverything(fixture);
  await store.secret();
  await store.close();
  return { first, last };
};

/** How many rows each table of a file has, and a hash of them all: made here, and not by what copies them. */
const sumsOf = async (path: string) => {
  const dump = await dumpOf({ path } as Fixture);
  return Object.fromEntries(
    transferTables.map((table) => {
      const rows = (JSON.parse(dump[table]!) as object[]).map((row) => JSON.stringify(row)).sort();
      return [table, `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('hex')}`];
    }),
  );
};

const copy = async (from: string, to: string) => {
  const { code, stdout, stderr } = await runCli(['copy', '--from', from, '--to', to, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  return JSON.parse(stdout) as Record<string, number>;
};

test('copied from SQLite to PostgreSQL and back, every table has as many rows, and the same hash', async () => {
  const { first, last } = await twoFiles();
  const middle = await newDatabase();
  const there = await copy(`sqlite:${first}`, middle);
  expect(there).toMatchObject({ threads: 2, comments: 6, settings: expect.any(Number) });
  expect(await copy(middle, `sqlite:${last}`)).toEqual(there);
  expect(await sumsOf(last)).toEqual(await sumsOf(first));
}, 120_000);

test('what pg_dump wrote while a server ran, pg_restore brings back, and a server goes on from there', async () => {
  const { first, last } = await twoFiles();
  const debian = await startDebianPostgres();
  const address = debian.createDatabase('starling');
  await copy(`sqlite:${first}`, address);
  const start = async (database: string) => {
    const server = await startServer(['--database', database, '--captcha', 'none']);
    onTestFinished(async () => void (await server.stop('SIGKILL')));
    return server;
  };
  const post = async (url: string, body: string) => {
    const response = await fetch(`${url}/api/v1/comments`, {
      method: 'POST',
      body: JSON.stringify({ thread: { id: 'late' }, author: { name: 'Ada', email: 'ada@example.org' }, body }),
    });
    return response.status;
  };
  const totalOf = async (url: string) =>
    ((await (await fetch(`${url}/api/v1/comments?thread=late`)).json()) as { total: number }).total;

  const server = await start(address);
  expect(await post(server.url, 'Before the dump')).toBe(201);
  const file = join(last, '../starling.dump');
  debian.tool('pg_dump', '--format=custom', `--file=${file}`, address);
  expect(await post(server.url, 'After the dump')).toBe(201);

  const restored = debian.createDatabase('restored');
  debian.tool('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${restored}`, file);
  const second = await start(restored);
  expect([await totalOf(server.url), await totalOf(second.url)]).toEqual([2, 1]);
  expect(await post(second.url, 'In the restored one')).toBe(201);
  expect(await totalOf(second.url)).toBe(2);
  // All else is as it was.
  await copy(restored, `sqlite:${last}`);
  const [before, after] = [await sumsOf(first), await sumsOf(last)];
  for (const table of ['settings', 'votes', 'reports', 'rating_sources'] as const) {
    expect([table, after[table]]).toEqual([table, before[table]]);
  }
}, 180_000);
