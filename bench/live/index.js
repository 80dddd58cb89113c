import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import '../import-tests.js';
import { spread } from '../statistics.js';

const { manyNetworks, startServer } = await import('../../tests/server/support/process.ts');
const { startPostgres } = await import('../../tests/server/support/start-postgres.ts');

const idle = 10_000;
const clients = 4;
const readers = 1000;
const rounds = 9;

/** What readers who follow threads cost, and how soon they hear: on one process, and across two on PostgreSQL. */
export const benchLive = async ({ report, folder }) => {
  report.section('Live');
  const server = await start(`sqlite:${join(folder, 'live.db')}`);
  try {
    const before = residentMegabytes(server.child.pid);
    const quiet = await Promise.all(
      Array.from({ length: clients }, (_, client) =>
        follow(server, { thread: 'quiet', count: idle / clients, networks: (client * idle) / clients }),
      ),
    );
    await setTimeout(2000);
    report.add({
      name: `Memory with ${idle.toLocaleString('en')} idle readers of one thread`,
      value: Math.round(residentMegabytes(server.child.pid)),
      unit: 'MB',
      atMost: 500,
      detail: `${Math.round(before)} MB before; resident, one process on SQLite`,
    });
    addDelays(report, `beside ${idle.toLocaleString('en')} idle ones`, await delays(server, server));
    for (const { stop } of quiet) await stop();
  } finally {
    await server.stop();
  }
  await benchProcesses({ report });
};

const benchProcesses = async ({ report }) => {
  const postgres = await startPostgres();
  const address = await postgres.createDatabase();
  const servers = [await start(address), await start(address)];
  try {
    addDelays(report, 'at another process, on PostgreSQL', await delays(servers[0], servers[1]));
  } finally {
    for (const server of servers) await server.stop();
    await postgres.remove();
  }
};

const start = (database) =>
  startServer(['--database', database, '--captcha', 'none', '--moderation', 'none', ...manyNetworks.option]);

const addDelays = (report, where, times) => {
  const { median, least, most } = spread(times);
  report.add({
    name: `A new comment, from its POST out to ${readers.toLocaleString('en')} readers ${where}`,
    value: Math.round(most),
    unit: 'ms',
    atMost: 1000,
    detail: `until the last of them has it; the slowest of ${rounds} comments; median ${median} ms, least ${least} ms`,
  });
};

/** Milliseconds from the beginning of a comment's POST at one server until the last reader at another has it. */
const delays = async (reading, writing) => {
  const thread = 'busy';
  const subscribers = await follow(reading, { thread, count: readers, networks: 20_000 });
  // Until its process listens to the others.
  await setTimeout(1000);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const { heard } = await subscribers.expect();
    const begin = Date.now();
    const response = await fetch(`${writing.url}/api/v1/comments`, {
      method: 'POST',
      body: JSON.stringify({
        thread: { id: thread },
        author: { name: 'Ada', email: 'ada@example.org' },
        body: `Comment ${round}`,
      }),
    });
    if (response.status !== 201) throw new Error(await response.text());
    times.push((await heard) - begin);
    await setTimeout(300);
  }
  await subscribers.stop();
  return times;
};

/** Starts a process of readers; resolves once all are told. */
const follow = async ({ url }, options) => {
  const script = fileURLToPath(new URL('subscribers.js', import.meta.url));
  const child = fork(script, [JSON.stringify({ url, ...options })]);
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => {
    throw new Error(`Readers ended with ${code}.`);
  });
  failed.catch(() => {});
  const next = async () => (await Promise.race([once(child, 'message'), failed]))[0];
  await next();
  return {
    /** Resolves once they wait for a comment; `heard` does with the time at which the last of them has it. */
    expect: async () => {
      child.send('expect');
      await next();
      return { heard: next().then((message) => message.heard) };
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};

/** As the system counts it, shared libraries included. */
const residentMegabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
