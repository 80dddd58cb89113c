import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../../server/src/store/sqlite/sqlite-store.js';
import { aToken, createFixture, fixtureOver, temporaryFolder } from '../support/fixture.js';

const unavailable = { status: 503, body: { code: 'server', status: 503 } };

describe('a disk that is full', () => {
  test('refuses what it can’t keep, keeps what it acknowledged, and still reads', async () => {
    const path = join(await temporaryFolder(), 'starling.db');
    const store = await openSqliteStore({ path, maxPages: 160 });
    onTestFinished(() => store.close());
    const { list, post } = fixtureOver(store, path, {});
    const acknowledged: string[] = [];
    let refused;
    for (let count = 0; count < 200 && !refused; count++) {
      const answers = await Promise.all(Array.from({ length: 4 }, () => post({ body: 'word '.repeat(500) })));
      for (const answer of answers) {
        if (answer.status === 201) acknowledged.push(answer.body.comment.id);
        else refused = answer;
      }
    }
    expect(acknowledged.length).toBeGreaterThan(2);
    expect(refused).toMatchObject(unavailable);
    expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(refused!.body)).not.toMatch(/SQLITE|full|\.[jt]s/i);
    const { status, body } = await list({ limit: 100 });
    expect(status).toBe(200);
    expect(body.comments.map(({ id }) => id).sort()).toEqual(acknowledged.toSorted());
    expect(body.total).toBe(acknowledged.length);
  });
});

describe('a locked file', () => {
  test('refuses writes after a while, and reads meanwhile', async () => {
    const path = join(await temporaryFolder(), 'starling.db');
    const store = await openSqliteStore({ path, patience: 200 });
    onTestFinished(() => store.close());
    const { call, list, post, write } = fixtureOver(store, path, {});
    const { id } = await write('one');
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    const begin = performance.now();
    const [posted, voted, listed] = await Promise.all([
      post(),
      call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() }),
      list(),
    ]);
    expect(performance.now() - begin).toBeLessThan(2000);
    expect(posted).toMatchObject(unavailable);
    expect(voted).toMatchObject(unavailable);
    expect(Number(posted.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(listed.body.total).toBe(1);
    other.exec('rollback');
    other.close();
    expect((await post()).status).toBe(201);
    expect((await list()).body.total).toBe(2);
  });

  test('is waited for where it is let go in time', async () => {
    const { path, post } = await createFixture();
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    setTimeout(() => {
      other.exec('rollback');
      other.close();
    }, 200);
    expect((await post()).status).toBe(201);
  });
});

test('a fault of our own is a problem without a stack, and the server goes on', async () => {
  const { call, list, path, post, write } = await createFixture();
  const { id } = await write('one');
  const database = new DatabaseSync(path);
  database.exec('drop table reports');
  database.close();
  const answer = await call('POST', `/comments/${id}/report`, {});
  expect(answer).toMatchObject(unavailable);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toMatch(/reports|\.[jt]s|SQL/);
  expect((await post()).status).toBe(201);
  expect((await list()).body.total).toBe(2);
});

test('one that fails among many at once fails alone', async () => {
  const { list, post } = await createFixture();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => post(index % 3 === 0 ? { parent: 'unknown' } : { body: `${index}` })),
  );
  expect(answers.map(({ status }) => status)).toEqual(
    Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 422 : 201)),
  );
  expect((await list()).body.total).toBe(20);
});

test('the database waits for the disk at each commit', async () => {
  const { path } = await createFixture();
  const database = new DatabaseSync(path);
  expect(database.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  database.close();
});

test('healthz says whether the store can be read', async () => {
  const { handler, store } = await createFixture();
  const health = () => handler(new Request('http://x.example/healthz'));
  const healthy = await health();
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }]);
  await store.close();
  expect((await health()).status).toBe(503);
});

test('the same file opens again, with the same secret and comments', async () => {
  const path = join(await temporaryFolder(), 'starling.db');
  const first = await openSqliteStore({ path });
  const secret = await first.secret();
  const { id } = await fixtureOver(first, path, {}).write('kept');
  await first.close();
  const second = await openSqliteStore({ path });
  onTestFinished(() => second.close());
  expect(await second.secret()).toBe(secret);
  expect(secret.length).toBeGreaterThan(40);
  expect((await fixtureOver(second, path, {}).list()).body.comments).toMatchObject([{ id }]);
});
