import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { createFixture, temporaryFolder } from '../support/fixture.js';
import { startStoreProcess } from '../support/store-process.js';

test('drafts that two processes are sent with the same keys are one comment each', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  const store = await openStore(`sqlite:${path}`);
  const processes = await Promise.all([startStoreProcess(), startStoreProcess()]);
  const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`);
  const [one, other] = await Promise.all(processes.map((process) => process.run('submitAll', `sqlite:${path}`, keys)));
  expect(one).toEqual(other);
  expect(new Set(one).size).toBe(keys.length);
  const thread = { site: '', thread: threadKey('a thread') };
  expect(await store.read(({ threads }) => threads.find(thread))).toMatchObject({ total: keys.length });
  await store.close();
}, 60_000);

test('an ETag never names two answers, while another process writes', async () => {
  const { get, path, write } = await createFixture();
  const root = await write('root');
  const { id } = await write('reply', { parent: root.id });
  const paths = [`/comments/${id}`, '/comments?thread=a+thread', `/comments?thread=a+thread&parent=${root.id}`];
  const writer = await startStoreProcess();
  let writing = true;
  const writes = writer.run('writeFor', `sqlite:${path}`, root.id, 4000).finally(() => (writing = false));
  const answers = new Map<string, string>();
  let reads = 0;
  while (writing || reads < 3000) {
    // SQLite answers at once: without this the writer's word would never be heard.
    await setImmediate();
    const asked = paths[reads++ % paths.length]!;
    const { headers, body } = await get(asked);
    const tag = headers.get('etag')!;
    const text = JSON.stringify(body);
    expect(answers.get(tag) ?? text).toBe(text);
    answers.set(tag, text);
  }
  expect(await writes).toBeGreaterThan(50);
  expect(answers.size).toBeGreaterThan(50);
}, 60_000);

test('a column that a newer version adds meanwhile changes nothing for the older one', async () => {
  const { get, path, write } = await createFixture();
  await write('root', { rating: 4 });
  const read = async () => (await get('/comments?thread=a+thread')).body;
  const before = await read();
  const newer = new DatabaseSync(path);
  for (const table of ['threads', 'comments']) newer.exec(`alter table ${table} add column newer text default 'new'`);
  newer.close();
  expect(await read()).toEqual(before);
  await write('another', { rating: 2 });
  expect(await read()).toMatchObject({ total: 2, summary: { average: 3, count: 2 } });
});

test('who watches hears within two seconds of what another process wrote', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  const store = await openStore(`sqlite:${path}`);
  const other = await startStoreProcess();
  let heard = (): void => {};
  const stop = store.watch(() => heard());
  // What was there before is heard of once.
  await setTimeout(1500);
  const change = new Promise<void>((resolve) => (heard = resolve));
  await other.run('submitAll', `sqlite:${path}`, ['a key']);
  const begin = performance.now();
  await change;
  expect(performance.now() - begin).toBeLessThan(2000);
  stop();
  await store.close();
}, 60_000);
