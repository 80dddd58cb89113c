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
 * @param {{url: string, pid: number, urls?: string[], cpu?: () => number}} server its CPU seconds so far, where they are
 *   not those of one process; several addresses where it has them
 * @param {object} scenario see load.js
 * @param {boolean} [pinned] whether the load keeps to a core of its own
 * @returns {Promise<{perSecond: number, cpuPerRequest: number, sent: number, ok: number, p99: number, bytes: number}>}
 *   answers of success a second; microseconds of the server's CPU for each
 */
export const measureLoad = async (server, scenario, pinned = true) => {
  const { url, pid, urls = [url], cpu: seconds = () => cpuSeconds(pid) } = server;
  const before = seconds();
  const running = promisify(execFile)(process.execPath, [script, JSON.stringify({ urls, ...scenario })]);
  if (pinned) pin(running.child.pid, cores.load);
  const result = JSON.parse((await running).stdout);
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${urls} failed.`);
  const cpu = seconds() - before;
  return { ...result, cpuPerRequest: (cpu / result.ok) * 1e6, busy: cpu / scenario.seconds };
};

/** How many requests a server answers before it is measured: V8 compiles what runs often in several steps. */
const warm = 5000;

/**
 * Loads a server until it is as fast as it gets.
 *
 * @param {() => Promise<{ok: number}>} measure one round of load
 */
export const warmUp = async (measure) => {
  for (let answered = 0; answered < warm;) answered += (await measure()).ok;
};
