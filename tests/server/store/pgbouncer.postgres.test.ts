import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aSubmission } from '../support/a-submission.js';
import { newDatabase } from '../support/new-database.js';
import { throughPgBouncer } from '../support/start-pgbouncer.js';

test('through PgBouncer in transaction mode, which forgets what is prepared, two stores do all that they do', async () => {
  const address = await throughPgBouncer(await newDatabase());
  const open = async () => {
    const store = await openStore(address, { patience: 30_000 });
    onTestFinished(() => store.close());
    return store;
  };
  const stores = [await open(), await open()];
  const name = { site: '', thread: threadKey('a thread') };
  const written = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const store = stores[index % 2]!;
      const { comment } = await store.comments.submit(aSubmission({ visitor: `visitor ${index}` }));
      await store.read(({ threads }) => threads.roots({ ...name, sort: 'newest', limit: 5 }));
      return comment.id;
    }),
  );
  expect(new Set(written).size).toBe(60);
  const found = await stores[0]!.read(async ({ threads }) => [
    (await threads.find(name))?.total,
    (await threads.roots({ ...name, sort: 'oldest', limit: 100 })).comments.length,
  ]);
  expect(found).toEqual([60, 60]);
}, 120_000);
