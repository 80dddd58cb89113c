import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { withServers } from './debian-peer.js';

/** Runs a command to its end; throws with what it said where that is not 0. */
export const run = (command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env: withServers,
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`${command} failed (${status}): ${error ?? ''}${stdout}${stderr}`);
};

/** In a group of its own: PHP's server does not take its workers along when it ends. */
export const start = (
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv },
): ChildProcess => {
  const child = spawn(command, args, { ...options, stdio: 'ignore', detached: true });
  const kill = () => signal(child, 'SIGKILL');
  // Tests that are cut short leave nothing running either.
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
};

const signal = ({ pid }: ChildProcess, name: NodeJS.Signals): void => {
  try {
    process.kill(-pid!, name);
  } catch {
    // Gone already.
  }
};

export const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode) return resolve();
    const force = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(force);
      signal(child, 'SIGKILL');
      resolve();
    });
    signal(child, 'SIGTERM');
  });

export const until = async (what: string, isReady: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    if (await isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not start`);
};

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
