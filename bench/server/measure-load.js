import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cpuSeconds, pin } from '../machine.js';

const script = fileURLToPath(new URL('load.js', import.meta.url));

/** The cores of the server, or its floor, and of the load. */
export const cores = { server: 0, load: 1 };

/**
 * Puts one round of load on a server.
 *
 * @param {{url: string, pid: number}} server
 * @param {object} scenario see load.js
 * @returns {Promise<{perSecond: number, cpuPerRequest: number, sent: number, ok: number, p99: number, bytes: number}>}
 *   answers of success a second; microseconds of the server's CPU for each
 */
export const measureLoad = async ({ url, pid }, scenario) => {
  const before = cpuSeconds(pid);
  const running = promisify(execFile)(process.execPath, [script, JSON.stringify({ url, ...scenario })]);
  pin(running.child.pid, cores.load);
  const result = JSON.parse((await running).stdout);
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${url} failed.`);
  const cpu = cpuSeconds(pid) - before;
  return { ...result, cpuPerRequest: (cpu / result.ok) * 1e6, busy: cpu / scenario.seconds };
};
