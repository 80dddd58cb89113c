import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import '../import-tests.js';
import { cpuSeconds } from '../machine.js';
import { interleave, spread } from '../statistics.js';

const { builtCli } = await import('../../tests/server/support/process.ts');

const rounds = 9;

/** From starting the command until it says that it listens, over a database that is there; then its idle memory. */
export const benchStart = async ({ report, folder }) => {
  report.section('Start');
  const command = await builtCli();
  const options = ['--port', '0', '--host', '127.0.0.1', '--database', `sqlite:${join(folder, 'start.db')}`];
  const server = () => start([command, 'serve', ...options]);
  const bare = () => start(['--eval', 'console.log("http://"); setInterval(() => {}, 1000)']);
  // The first start makes the database, and fills V8's compile cache.
  await server();
  const pairs = await interleave(rounds, server, bare);
  add(report, 'Start until it listens', pairs, 'milliseconds', 'ms', 300);
  add(report, 'CPU of a start', pairs, 'cpu', 'ms');
  add(report, 'Memory, idle', pairs, 'megabytes', 'MB', 80);
};

const start = async (parameters) => {
  const begin = performance.now();
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - begin;
  const cpu = cpuSeconds(child.pid) * 1000;
  await setTimeout(500);
  const megabytes = residentMegabytes(child.pid);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  return { milliseconds, cpu, megabytes };
};

/** As the system counts it, shared libraries included. */
const residentMegabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const add = (report, name, pairs, key, unit, atMost) => {
  const server = spread(pairs.map(({ a }) => a[key]));
  const bare = spread(pairs.map(({ b }) => b[key]));
  const written = ({ median, least, most }) =>
    `${Math.round(median)} ${unit} (${Math.round(least)} to ${Math.round(most)})`;
  report.add({
    name,
    value: Math.round(server.median),
    unit,
    ...(atMost !== undefined && { atMost }),
    detail: `${written(server)}; bare Node ${written(bare)}`,
  });
};
