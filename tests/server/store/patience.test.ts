import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../server/src/store/sqlite/sqlite-store.js';
import { aToken, fixtureOver, temporaryFolder } from '../support/fixture.js';

test('each request that a lock holds up is answered after the patience, however many wait before it', async () => {
  const patience = 1000;
  const path = join(await temporaryFolder(), 'starling.db');
  const store = await openSqliteStore({ path, patience });
  onTestFinished(() => store.close());
  const { call, list, post, write } = fixtureOver(store, path, {});
  const { id } = await write('one');
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec('begin immediate');

  const twin = () => post({ body: 'twin' }, { headers: { 'Idempotency-Key': 'key' } });
  const requests = [
    () => post(),
    () => call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() }),
    () => call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 3 }, { token: aToken() }),
    twin,
    twin,
    () => call('POST', `/comments/${id}/report`, {}),
    () => post(),
  ];
  const timed = await Promise.all(
    requests.map(async (request, index) => {
      await setTimeout(index * 130);
      const begin = performance.now();
      const { status } = await request();
      const end = performance.now();
      return { status, end, waited: end - begin };
    }),
  );
  for (const { status, waited } of timed) {
    expect(status).toBe(503);
    expect(waited).toBeLessThan(patience * 1.5);
  }
  // A twin is answered with the one before it, which came 130 ms earlier; all others wait for the lock in their own time.
  const second = requests.lastIndexOf(twin);
  expect(timed[second]!.end - timed[second - 1]!.end).toBeLessThan(100);
  expect(timed.filter(({ waited }, index) => index !== second && waited < patience * 0.95)).toEqual([]);
  expect((await list()).body.total).toBe(1);
}, 60_000);
