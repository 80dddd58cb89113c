import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Writes what the process took to its fourth stream when it ends. */
const tell = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const kibibytes = process.resourceUsage().maxRSS;
    writeSync(3, JSON.stringify({ cpu: (user + system) / 1e6, megabytes: kibibytes / 1024 }));
  });
`)}`;

/**
 * Runs a script of Node to its end.
 *
 * @returns {Promise<{seconds: number, cpu: number, megabytes: number, output: string}>} seconds by the clock and of CPU;
 *   the most memory that it had at once
 */
export const runNode = async (parameters) => {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', tell, ...parameters], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const read = async (stream) => (await stream.toArray()).join('');
  const [output, told, [status]] = await Promise.all([read(child.stdout), read(child.stdio[3]), once(child, 'close')]);
  if (status !== 0) throw new Error(`${parameters} ended with ${status}`);
  return { seconds: (performance.now() - begin) / 1000, ...JSON.parse(told), output };
};
