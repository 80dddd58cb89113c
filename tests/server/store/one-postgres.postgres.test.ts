import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import type { Store } from '../../../server/src/store/store.js';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aSubmission } from '../support/a-submission.js';
import { decide } from '../support/decide.js';
import { fixtureOver } from '../support/fixture.js';
import { newDatabase } from '../support/new-database.js';
import { startStoreProcess } from '../support/store-process.js';

const name = { site: '', thread: threadKey('a thread') };
const find = (store: Store) => store.read(({ threads }) => threads.find(name));

const opened = async (address: string): Promise<Store> => {
  // The patience of a machine that runs other tests too.
  const store = await openStore(address, { patience: 30_000 });
  onTestFinished(() => store.close());
  return store;
};

const query = async (address: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(address);
  await client.connect();
  return (await client.query(statement).finally(() => client.end())).rows;
};

test('a command that needs a database of Starling makes no tables in an empty one', async () => {
  const address = await newDatabase();
  await expect(openStore(address, { mustExist: true })).rejects.toThrow('not a database of Starling');
  expect(await query(address, "select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
  await (await openStore(address)).close();
  await (await openStore(address, { mustExist: true })).close();
});

test('three processes that start at once bring an empty database up to date once', async () => {
  const processes = await Promise.all([startStoreProcess(), startStoreProcess(), startStoreProcess()]);
  for (let round = 0; round < 3; round++) {
    const address = await newDatabase();
    const moment = Date.now() + 100;
    const secrets = await Promise.all(processes.map((process) => process.run('openAt', address, moment)));
    expect(new Set(secrets).size).toBe(1);
    expect(await find(await opened(address))).toMatchObject({ total: 3 });
    const done = await query(address, 'select name, count(*)::int as times from kysely_migration group by name');
    expect(done.length).toBeGreaterThanOrEqual(3);
    expect(done.every(({ times }) => times === 1)).toBe(true);
  }
}, 120_000);

test('a database that a newer version made is not touched, and said to be that', async () => {
  const address = await newDatabase();
  await (await openStore(address)).close();
  await query(address, `insert into kysely_migration values ('9999-later', '2030')`);
  await expect(openStore(address)).rejects.toThrow('made by a newer version');
});

test('a database that missed a migration with a lower number gets it, its text sorted as that of the others', async () => {
  const address = await newDatabase();
  await (await openStore(address)).close();
  await query(
    address,
    `drop table subscriptions; drop table mail_paces;
    drop index outbox_comment; drop index outbox_recipient; alter table outbox drop column comment;
    delete from kysely_migration where name = '0014-subscriptions'`,
  );
  const store = await opened(address);
  const request = { ...name, email: 'ada@example.org', language: 'en', visitor: null, now: Date.now() };
  await store.subscriptions.subscribe(request);
  expect(await store.read(({ outbox }) => outbox.counts('all'))).toMatchObject({ waiting: 1 });
  const [column] = await query(
    address,
    `select collation_name from information_schema.columns where table_name = 'subscriptions' and column_name = 'email'`,
  );
  expect(column).toEqual({ collation_name: 'C' });
});

test('200 writers into one thread, over three stores, neither lock each other out nor lose a count', async () => {
  const address = await newDatabase();
  const stores = await Promise.all([opened(address), opened(address), opened(address)]);
  const { comment: root } = await stores[0]!.comments.submit(aSubmission());
  const now = Date.now();
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const store = stores[index % 3]!;
      const { comments } = store;
      const visitor = `visitor ${index % 50}`;
      // Different things, each of which locks what others lock too.
      if (index % 4 === 0) await comments.vote({ site: '', id: root.id, visitor, value: 1, now });
      else if (index % 4 === 1) await comments.submit(aSubmission({ parent: root.id, visitor, rating: undefined }));
      else if (index % 4 === 2) await comments.rate({ ...name, threadId: 'a thread', visitor, value: 4, now });
      else await comments.report({ site: '', id: root.id, visitor, reason: '', now });
      if (index % 20 === 0) await decide(store, index % 40 === 0 ? 'pin' : 'unpin', root.id, now);
    }),
  );
  const [store] = stores;
  // 50 visitors: their even numbers come to 25 who vote and 25 who rate.
  expect(await find(store!)).toMatchObject({ total: 51, stars: { 4: 25 } });
  const [comment] = await store!.read(({ threads }) => threads.branch(root.id));
  expect(comment).toMatchObject({ up: 25, descendants: 50 });
}, 120_000);

test('drafts that two processes are sent with the same keys are one comment each', async () => {
  const address = await newDatabase();
  const store = await opened(address);
  const processes = await Promise.all([startStoreProcess(), startStoreProcess()]);
  const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`);
  const [one, other] = await Promise.all(processes.map((process) => process.run('submitAll', address, keys)));
  expect(one).toEqual(other);
  expect(new Set(one).size).toBe(keys.length);
  expect(await find(store)).toMatchObject({ total: keys.length });
}, 120_000);

test('all that is read in one go is of one moment, whatever another process writes meanwhile', async () => {
  const address = await newDatabase();
  const [store, other] = [await opened(address), await opened(address)];
  await store.comments.submit(aSubmission());
  await store.read(async ({ threads }) => {
    const before = await threads.find(name);
    await other.comments.submit(aSubmission());
    const { comments } = await threads.roots({ ...name, sort: 'newest', limit: 10 });
    expect(comments).toHaveLength(1);
    expect(await threads.find(name)).toEqual(before);
  });
  expect(await find(store)).toMatchObject({ total: 2 });
});

test('text is compared by its bytes, as on SQLite', async () => {
  const address = await newDatabase();
  await (await openStore(address)).close();
  const other = await query(
    address,
    `select attrelid::regclass::text as relation, attname from pg_attribute
      join pg_class on pg_class.oid = attrelid join pg_collation on pg_collation.oid = attcollation
      where relkind = 'r' and relnamespace = current_schema()::regnamespace and atttypid = 'text'::regtype
        and collname <> 'C' and relname not like 'kysely%'`,
  );
  expect(other).toEqual([]);
});

describe('two handlers on one database', () => {
  test('count a network’s requests together, and keep no address of it', async () => {
    const address = await newDatabase();
    const options = { rateLimits: { comment: { points: 3, seconds: 60 } } };
    const handlers = [await opened(address), await opened(address)].map((store) => fixtureOver(store, '', options));
    const statuses = [];
    for (let index = 0; index < 5; index++) statuses.push((await handlers[index % 2]!.post()).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    expect((await handlers[0]!.post({}, { address: '198.51.100.1' })).status).toBe(201);
    const kept = JSON.stringify(await query(address, 'select * from shared_counts'));
    expect(kept).not.toMatch(/203\.0\.113|198\.51\.100/);
  });

  test('remember together what a captcha’s provider said yes to', async () => {
    const address = await newDatabase();
    const asked: string[] = [];
    const { rememberPassed } = await import('../../../server/src/captcha/remember-passed.js');
    const verify = rememberPassed(async (token, { now }) => {
      asked.push(token);
      return { outcome: 'passed', id: `id of ${token}`, expiresAt: now + 60_000 };
    });
    const captcha = { setting: { provider: 'turnstile' as const, key: 'key' }, verify };
    const handlers = [await opened(address), await opened(address)].map((store) => fixtureOver(store, '', { captcha }));
    const answer = { provider: 'turnstile', token: 'token' };
    // The first try fails after the provider said yes: the answer stays good, wherever the next one goes.
    expect((await handlers[0]!.post({ captcha: answer, parent: 'unknown' })).status).toBe(422);
    expect((await handlers[1]!.post({ captcha: answer })).status).toBe(201);
    expect((await handlers[0]!.post({ captcha: answer })).body.code).toBe('captcha');
    expect(asked).toEqual(['token']);
  });

  test('never let reach the database what it can’t keep', async () => {
    const address = await newDatabase();
    const { call, get, list, post } = fixtureOver(await opened(address), '', {});
    for (const bad of ['a\0b', 'a\ud800']) {
      const statuses = [
        (await post({ body: bad })).status,
        (await post({ author: { name: bad, email: 'ada@example.org' } })).status,
        (await post({ thread: { id: bad } })).status,
        (await post({ thread: { id: 'a thread', title: bad } })).status,
        (await post({ parent: bad })).status,
        (await post({ site: bad })).status,
      ];
      expect(statuses).toEqual([422, 422, 422, 422, 422, 422]);
    }
    expect((await get('/comments/a%00b')).status).toBe(404);
    expect((await call('PUT', '/comments/a%00b/vote', { value: 1 }, { token: 'x'.repeat(22) })).status).toBe(404);
    expect((await list({ parent: 'a\0b' })).status).toBe(422);
    expect((await get('/counts?thread=a%00b')).status).toBe(422);
    expect((await list()).body.total).toBe(0);
  });
});
