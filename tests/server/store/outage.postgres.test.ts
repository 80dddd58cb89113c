import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { aToken, fixtureOver, type Answer, type Fixture } from '../support/fixture.js';
import { startPostgres, type PostgresServer } from '../support/start-postgres.js';

/* A server of its own, which these tests stop. */

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.remove());

const served = async (): Promise<Fixture & { address: string }> => {
  const address = await server.createDatabase();
  const store = await openStore(address);
  onTestFinished(() => store.close());
  return { ...fixtureOver(store, '', {}), address };
};

/** Some of everything that asks the database. */
const requests = ({ call, get, list, post }: Fixture, id: string): Promise<Answer>[] => [
  list(),
  list({ thread: 'another' }),
  get(`/comments/${id}`),
  get('/counts?thread=x'),
  get('http://comments.example/healthz'),
  post(),
  call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() }),
  call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 3 }, { token: aToken() }),
];

test.each(['SIGINT', 'SIGKILL'] as const)(
  'while the server is gone (%s) every request is told when to come again, and then served',
  async (signal) => {
    const fixture = await served();
    const { id } = await fixture.write('before');
    await server.stop(signal);
    for (const { status, headers, body } of await Promise.all(requests(fixture, id))) {
      expect([status, body.code]).toEqual([503, 'server']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await server.start();
    await fixture.write('after');
    const { body } = await fixture.list();
    expect(body.comments.map(({ html }) => html.trim())).toEqual(['<p>after</p>', '<p>before</p>']);
    for (const { status } of await Promise.all(requests(fixture, id))) expect(status).toBeLessThan(300);
  },
  120_000,
);

test('a restart under load loses nothing that was acknowledged, and keeps nothing by halves', async () => {
  const fixture = await served();
  const acknowledged = new Set<string>();
  let going = true;
  const statuses = new Set<number>();
  const writers = Array.from({ length: 8 }, async () => {
    while (going) {
      const { status, body } = await fixture.post();
      statuses.add(status);
      if (status === 201) acknowledged.add(body.comment.id);
      else await setTimeout(20);
    }
  });
  for (const signal of ['SIGINT', 'SIGKILL', 'SIGINT'] as const) {
    const before = acknowledged.size;
    while (acknowledged.size < before + 10) await setTimeout(10);
    await server.stop(signal);
    await server.start();
  }
  const before = acknowledged.size;
  while (acknowledged.size < before + 10) await setTimeout(10);
  going = false;
  await Promise.all(writers);
  expect([...statuses].sort()).toEqual([201, 503]);

  const client = new pg.Client(fixture.address);
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from comments');
  await client.end();
  const kept = new Set(rows.map(({ id }) => id));
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
  expect((await fixture.list()).body.total).toBe(kept.size);
}, 120_000);

test('connections that are ended by somebody else are replaced', async () => {
  const fixture = await served();
  await fixture.write('before');
  const other = new pg.Client(fixture.address);
  await other.connect();
  await other.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  await other.end();
  await setTimeout(100);
  await fixture.write('after');
  expect((await fixture.list()).body.total).toBe(2);
});

test('a server that only reads, as before a replica is promoted, is no place to write, and left once it isn’t', async () => {
  const fixture = await served();
  const { id } = await fixture.write('before');
  const other = new pg.Client(fixture.address);
  await other.connect();
  onTestFinished(() => other.end());
  const name = new URL(fixture.address).pathname.slice(1);
  await other.query(`alter database ${name} set default_transaction_read_only = on`);
  await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = '${name}'`,
  );
  await setTimeout(100);
  expect((await fixture.list()).status).toBe(200);
  const refused = await fixture.post();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  await other.query('set default_transaction_read_only = off');
  await other.query(`alter database ${name} reset default_transaction_read_only`);
  expect((await fixture.call('PUT', `/comments/${id}/vote`, { value: 1 }, { token: aToken() })).status).toBe(200);
});
