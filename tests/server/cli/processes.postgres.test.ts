import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { newDatabase } from '../support/new-database.js';
import { manyNetworks, runCli, startServer } from '../support/process.js';

/** A client that knows several addresses: it asks the next one where one does not answer, or has no time. */
const postAnywhere = async (addresses: string[], request: number, body: string): Promise<string> => {
  const key = randomUUID();
  for (let tries = 0; tries < 100; tries++) {
    try {
      const response = await fetch(`${addresses[(request + tries) % addresses.length]}/api/v1/comments`, {
        method: 'POST',
        headers: { ...manyNetworks.header(request), 'Idempotency-Key': key },
        body: JSON.stringify({
          thread: { id: 'a thread' },
          author: { name: 'Ada', email: 'ada@example.org' },
          body,
        }),
      });
      const answer = (await response.json()) as { comment?: { id: string } };
      if (response.status === 201 && answer.comment) return answer.comment.id;
      if (response.status !== 503) throw new TypeError(`Answered ${response.status}`);
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith('Answered')) throw error;
    }
    await setTimeout(10);
  }
  throw new Error('No address answers.');
};

test('three processes start on one empty database, one is killed under load, and nothing acknowledged is lost', async () => {
  const address = await newDatabase();
  const options = ['--database', address, '--captcha', 'none', ...manyNetworks.option];
  const servers = await Promise.all([startServer(options), startServer(options), startServer(options)]);
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  });
  const acknowledged = new Map<string, string>();
  let sent = 0;
  let going = true;
  const clients = Array.from({ length: 12 }, async () => {
    while (going) {
      const body = `Comment ${sent}`;
      acknowledged.set(
        body,
        await postAnywhere(
          servers.map(({ url }) => url),
          sent++,
          body,
        ),
      );
    }
  });
  const more = async (count: number) => {
    const enough = acknowledged.size + count;
    while (acknowledged.size < enough) await setTimeout(10);
  };
  await more(60);
  await servers[1]!.stop('SIGKILL');
  await more(60);
  going = false;
  await Promise.all(clients);

  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query<{ id: string; body: string }>('select id, body from comments');
  const [thread] = (await client.query<{ total: number }>('select total from threads')).rows;
  await client.end();
  // Not one is missing, and none that was sent again is there twice.
  expect(rows).toHaveLength(acknowledged.size);
  expect(Object.fromEntries(rows.map(({ id, body }) => [body, id]))).toEqual(Object.fromEntries(acknowledged));
  expect(thread).toEqual({ total: acknowledged.size });
  const page = await (await fetch(`${servers[0]!.url}/api/v1/comments?thread=a+thread`)).json();
  expect(page).toMatchObject({ total: acknowledged.size });

  // Commands work beside them.
  expect(await runCli(['close', 'a thread', '--database', address])).toMatchObject({ code: 0 });
  const closed = await fetch(`${servers[2]!.url}/api/v1/comments`, {
    method: 'POST',
    body: JSON.stringify({ thread: { id: 'a thread' }, author: { name: 'Ada', email: 'ada@example.org' }, body: 'x' }),
  });
  expect(closed.status).toBe(403);
}, 180_000);

test('a database that can’t be reached is told without its password', async () => {
  const { code, stderr } = await runCli(['--database', 'postgres://starling:hush@127.0.0.1:1/starling']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--database.*127\.0\.0\.1:1.*ECONNREFUSED/);
  expect(stderr).not.toContain('hush');
});
