import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withServers } from './debian-peer.js';
import { end, freePort, run, start, until } from './processes.js';
import { startMariaDb } from './start-mariadb.js';

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

    const query = await startMariaDb(join(folder, 'db'), socket, processes);
    query(
      'CREATE DATABASE wordpress CHARACTER SET utf8mb4',
      "CREATE USER wordpress@localhost IDENTIFIED BY ''",
      'GRANT ALL ON wordpress.* TO wordpress@localhost',
    );
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
