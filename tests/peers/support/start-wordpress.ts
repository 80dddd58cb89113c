import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withServers } from './find-wordpress.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface WordPress {
  url: string;
  /** Calls a route of the test helper, see wordpress-test-helper.php. */
  ask<T>(route: string, body?: object): Promise<T>;
  /** Puts the must-use plugin in its place, or takes it away. */
  setPlugin(installed: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** A WordPress of its own in a temporary folder, over a MariaDB of its own that listens on a socket there. */
export const startWordPress = async (home: string): Promise<WordPress> => {
  const folder = await mkdtemp(join(tmpdir(), 'starling-wordpress-'));
  const processes: ChildProcess[] = [];
  const stop = async () => {
    // PHP first: its workers hold connections.
    for (const child of processes.reverse()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const socket = join(folder, 'db.sock');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const site = join(folder, 'site');
    const env = { ...withServers, STARLING_SOCKET: socket, STARLING_URL: url, PHP_CLI_SERVER_WORKERS: '4' };

    await startMariaDb(join(folder, 'db'), socket, processes);
    await makeSite(home, site);
    run('php', [here('wordpress-install.php')], { cwd: site, env });
    processes.push(start('php', ['-S', `127.0.0.1:${port}`, '-t', site], { cwd: site, env }));
    await until('WordPress', async () => (await fetch(`${url}/wp-json/`)).ok);

    const ask = async <T>(route: string, body: object = {}): Promise<T> => {
      const headers = { 'content-type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${url}/wp-json/starling-test/v1/${route}`, request);
      if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<T>;
    };
    const plugin = join(site, 'wp-content', 'mu-plugins', 'starling-ratings.php');
    const setPlugin = (installed: boolean) =>
      installed
        ? cp(here('../../../integrations/wordpress/starling-ratings.php'), plugin)
        : rm(plugin, { force: true });
    await setPlugin(true);
    return { url, ask, setPlugin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startMariaDb = async (data: string, socket: string, processes: ChildProcess[]): Promise<void> => {
  const user = `--user=${userInfo().username}`;
  run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, user, '--skip-test-db', '--skip-name-resolve']);
  const place = [`--datadir=${data}`, `--socket=${socket}`, '--skip-networking', `--pid-file=${data}.pid`];
  // Nothing here has to outlive a power cut.
  const quick = ['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M'];
  processes.push(start('mariadbd', ['--no-defaults', user, ...place, ...quick], { env: withServers }));
  const client = ['--no-defaults', `--socket=${socket}`, '-e'];
  await until('MariaDB', async () => spawnSync('mariadb', [...client, 'SELECT 1'], { env: withServers }).status === 0);
  const statements = [
    'CREATE DATABASE wordpress CHARACTER SET utf8mb4',
    "CREATE USER wordpress@localhost IDENTIFIED BY ''",
    'GRANT ALL ON wordpress.* TO wordpress@localhost',
  ];
  run('mariadb', [...client, statements.join(';')]);
};

/** A copy: WordPress finds its configuration beside its own files, and a link would lead to those of the system. */
const makeSite = async (home: string, site: string): Promise<void> => {
  const content = join(home, 'wp-content');
  await cp(home, site, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.startsWith(content) && !path.endsWith('wp-config.php'),
  });
  const plugins = join(site, 'wp-content', 'mu-plugins');
  await mkdir(plugins, { recursive: true });
  await cp(here('wordpress-config.php'), join(site, 'wp-config.php'));
  await cp(here('wordpress-test-helper.php'), join(plugins, 'test-helper.php'));
};

const run = (command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env: withServers,
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`${command} failed (${status}): ${error ?? ''}${stdout}${stderr}`);
};

/** In a group of its own: PHP's server does not take its workers along when it ends. */
const start = (command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv }): ChildProcess => {
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

const end = (child: ChildProcess): Promise<void> =>
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

const until = async (what: string, isReady: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    if (await isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not start`);
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
