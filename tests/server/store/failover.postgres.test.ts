import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { manyNetworks, startServer } from '../support/process.js';
import { startPostgres, startReplica, type PostgresServer } from '../support/start-postgres.js';

/* Two servers of PostgreSQL, the second a synchronous replica of the first. */

let primary: PostgresServer;
let replica: PostgresServer;
let database: string;
beforeAll(async () => {
  primary = await startPostgres();
  database = new URL(await primary.createDatabase()).pathname;
  replica = await startReplica(primary, { synchronous: true });
  await until(async () => {
    const [state] = await query(primary, 'select sync_state from pg_stat_replication');
    return state?.sync_state === 'sync';
  });
});
afterAll(() => Promise.all([primary?.remove(), replica?.remove()]));

const query = async ({ port }: PostgresServer, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(`postgres://postgres@127.0.0.1:${port}${database}`);
  client.on('error', () => {});
  await client.connect();
  return (await client.query(statement).finally(() => client.end())).rows;
};

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await setTimeout(20);
};

const start = async () => {
  const server = await startServer([
    ...['--database', `postgres://postgres@127.0.0.1:${primary.port},127.0.0.1:${replica.port}${database}`],
    ...['--captcha', 'none', ...manyNetworks.option],
  ]);
  onTestFinished(async () => void (await server.stop('SIGKILL')));
  return server;
};

/** Readers who post one comment after the other, and each again until it is taken. */
const startLoad = (urls: string[]) => {
  const acknowledged = new Map<string, string>();
  const refused: { status: number; retryAfter: string | null }[] = [];
  let sent = 0;
  let going = true;
  const post = async (url: string): Promise<void> => {
    const request = sent++;
    const body = `Comment ${request}`;
    const key = randomUUID();
    for (;;) {
      const response = await fetch(`${url}/api/v1/comments`, {
        method: 'POST',
        headers: { ...manyNetworks.header(request), 'Idempotency-Key': key },
        body: JSON.stringify({ thread: { id: 'a thread' }, author: { name: 'Ada', email: 'ada@example.org' }, body }),
      });
      const answer = (await response.json()) as { comment: { id: string } };
      if (response.status === 201) return void acknowledged.set(body, answer.comment.id);
      refused.push({ status: response.status, retryAfter: response.headers.get('retry-after') });
      await setTimeout(50);
    }
  };
  const clients = Array.from({ length: 12 }, async (_, client) => {
    while (going) await post(urls[client % urls.length]!);
  });
  return {
    acknowledged,
    refused,
    more: async (count: number) => {
      const enough = acknowledged.size + count;
      await until(() => acknowledged.size >= enough);
    },
    stop: async () => {
      going = false;
      await Promise.all(clients);
    },
  };
};

const countOn = async (server: PostgresServer) =>
  (await query(server, 'select count(*)::int as n from comments'))[0]!.n;

test('a primary dies under load, its replica is promoted, and nothing acknowledged is lost or written elsewhere', async () => {
  const servers = [await start(), await start()];
  const load = startLoad(servers.map(({ url }) => url));
  await load.more(40);
  expect(load.refused).toEqual([]);

  await primary.stop('SIGKILL');
  await until(() => load.refused.length >= 20);
  const read = await fetch(`${servers[0]!.url}/api/v1/comments?thread=another`);
  expect([read.status, Number(read.headers.get('retry-after'))]).toEqual([503, expect.any(Number)]);
  // There is a server, but it only reads yet.
  const before = load.acknowledged.size;
  await setTimeout(300);
  expect(load.acknowledged.size).toBe(before);

  await query(replica, 'select pg_promote()');
  await load.more(40);

  // Whoever starts the old one again without more ado has two that take writes.
  await primary.start(['synchronous_standby_names=*']);
  const old = await countOn(primary);
  expect(await query(primary, 'show transaction_read_only')).toEqual([{ transaction_read_only: 'off' }]);
  // Connections that are lost just now don’t lead there, nor do those of a process that has never seen the other.
  await query(
    replica,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'starling' and pid <> pg_backend_pid()`,
  );
  await load.more(40);
  const late = startLoad([(await start()).url]);
  await late.more(20);
  await Promise.all([load.stop(), late.stop()]);

  for (const { status, retryAfter } of [...load.refused, ...late.refused]) {
    expect([status, Number(retryAfter) > 0]).toEqual([503, true]);
  }
  expect(await countOn(primary)).toBe(old);
  const rows = await query(replica, 'select id, body from comments');
  const kept = new Set(rows.map(({ id, body }) => `${id} ${body}`));
  const all = [...load.acknowledged, ...late.acknowledged].map(([body, id]) => `${id} ${body}`);
  expect(all.filter((comment) => !kept.has(comment))).toEqual([]);
  // None that was sent again is there twice.
  expect(kept.size).toBe(all.length);
  expect(await query(replica, 'select total from threads')).toEqual([{ total: all.length }]);
}, 240_000);
