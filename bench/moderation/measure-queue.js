import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { percentile } from '../statistics.js';
import { sites, words } from './rows.js';

/**
 * What moderators wait for, one request at a time.
 *
 * @param address of the database that the server is over
 * @param cpu milliseconds of CPU that were used so far
 * @param requests of each kind
 */
export const measureQueue = async ({ report, server, address, cpu, requests }) => {
  const owner = askAs(server, keyOf(address, 'owner', ['--role', 'owner']));
  const many = askAs(server, keyOf(address, 'many', ['--site', sites.join()]));
  const one = askAs(server, keyOf(address, 'one', ['--site', sites[0]]));
  const queue = async (name, ask, query) =>
    measure(report, cpu, `Queue, ${name}`, () => ask('GET', `/comments?${query()}`), requests);

  await queue('what waits, of all sites', owner, () => 'state=pending');
  await queue('all states, of all sites', owner, () => '');
  await queue('what waits, of a moderator of fifty sites', many, () => 'state=pending');
  await queue('what was reported, of all sites', owner, () => 'reported=true');
  await queue(
    'what waits in one thread',
    one,
    nth((n) => `state=pending&site=${sites[0]}&thread=thread-${n % 100}`),
  );
  await queue(
    'one author',
    owner,
    nth((n) => `author=reader${n}@example.org`),
  );
  await queue(
    'a rare word',
    owner,
    nth((n) => `q=${words.rare(n)}`),
  );
  await queue('a common word', owner, () => `q=${words.common}`);
  await queue('a common word among the spam of one site', one, () => `q=${words.common}&state=spam`);
  await queue('a common word among what was reported', owner, () => `q=${words.common}&reported=true`);
  await queue('two letters that all words begin with', owner, () => `q=${words.common.slice(0, 2)}`);
  await queue(
    'two words and a phrase',
    owner,
    nth((n) => `q=${words.common}+%22${words.rare(n)}+end%22`),
  );

  const waiting = await idsOf(owner, 'state=pending', 100 + 500 * 4);
  await measure(
    report,
    cpu,
    'One action',
    () => owner('POST', '/comments/actions', { ids: [waiting.pop()], action: 'approve' }),
    100,
  );
  const times = [];
  const before = cpu();
  for (let round = 0; round < 4; round++) {
    const ids = waiting.splice(0, 500);
    times.push(await timed(() => owner('POST', '/comments/actions', { ids, action: 'spam' })));
  }
  const used = (cpu() - before) / 4;
  report.add({
    name: '500 actions in one call',
    value: Math.round(Math.max(...times)),
    unit: 'ms',
    atMost: 1000,
    detail: `four calls: ${times.map((time) => Math.round(time)).join(', ')} ms; CPU ${Math.round(used)} ms each`,
  });
};

const cli = fileURLToPath(new URL('../../server/dist/cli.js', import.meta.url));

const keyOf = (address, name, options) => {
  const given = ['key', 'add', name, '--database', address, ...options];
  return execFileSync(process.execPath, [cli, ...given], { encoding: 'utf8' }).trim();
};

const askAs = (server, key) => async (method, path, body) => {
  const headers = { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) };
  const response = await fetch(`${server.url}/api/v1/moderation${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};

/** A query that is another each time. */
const nth = (query) => {
  let n = 0;
  return () => query(n++ * 37);
};

const idsOf = async (ask, query, count) => {
  const ids = [];
  let cursor = '';
  while (ids.length < count && cursor !== null) {
    const { comments, next } = await ask('GET', `/comments?${query}&limit=100${cursor && `&cursor=${cursor}`}`);
    ids.push(...comments.map(({ id }) => id));
    cursor = next;
  }
  return ids;
};

const timed = async (work) => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};

/** What others do on the same cores is in the times, and hardly in what the server's own threads, and the database's, ran. */
const measure = async (report, cpuNow, name, ask, count) => {
  const times = [];
  const cpu = [];
  for (let request = 0; request < count; request++) {
    const before = cpuNow();
    times.push(await timed(ask));
    cpu.push(cpuNow() - before);
  }
  const at = (share, of = times) => percentile(of, share).toFixed(1);
  report.add({
    name: `${name}: p99 of ${count} requests`,
    value: Number(at(0.99)),
    unit: 'ms',
    atMost: 50,
    detail: `median ${at(0.5)} ms, most ${at(1)} ms; CPU: median ${at(0.5, cpu)} ms, p99 ${at(0.99, cpu)} ms`,
  });
};
