import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPeer } from './install-peer.js';
import { missingFromDebian } from './support/debian-peer.js';
import { mariaDb } from './support/find-wordpress.js';
import { end, freePort } from './support/processes.js';
import { startMariaDb, type Query } from './support/start-mariadb.js';

export interface WalineServer {
  url: string;
  /** Its database, for what a moderator would do. */
  query: Query;
  close(): Promise<void>;
}

/** The published server of Waline over an empty MariaDB, which needs no compiler; rejects where it can't be had. */
export const startWaline = async (environment: Record<string, string> = {}): Promise<WalineServer> => {
  const missing = missingFromDebian(mariaDb);
  if (missing) throw new Error(missing);
  const peer = await installPeer('waline', ['@waline/vercel@1']);
  const main = createRequire(join(peer, 'package.json')).resolve('@waline/vercel/vanilla.js');
  const folder = await mkdtemp(join(tmpdir(), 'waline-'));
  const processes: ChildProcess[] = [];
  const databasePort = await freePort();
  const query = await startMariaDb(join(folder, 'db'), join(folder, 'db.sock'), processes, databasePort);
  query(
    'CREATE DATABASE waline CHARACTER SET utf8mb4',
    "CREATE USER waline@'%' IDENTIFIED BY 'waline'",
    "GRANT ALL ON waline.* TO waline@'%'",
    'USE waline',
    tables,
  );
  // It asks another service for its sign-in providers before each answer; this one has none.
  const providers = createServer((_, response) => response.end('{"services":[]}'));
  const providersPort = await listen(providers);
  const port = await freePort();

  const child = spawn(process.execPath, [main, String(port)], {
    cwd: folder,
    // None of the runner's: the server takes it for its own tests, and does not listen.
    env: {
      PATH: process.env.PATH,
      MYSQL_HOST: '127.0.0.1',
      MYSQL_PORT: `${databasePort}`,
      MYSQL_DB: 'waline',
      MYSQL_USER: 'waline',
      MYSQL_PASSWORD: 'waline',
      JWT_TOKEN: 'secret of the tests',
      OAUTH_URL: `http://127.0.0.1:${providersPort}/`,
      AKISMET_KEY: 'false',
      DISABLE_REGION: 'true',
      // Seconds between two comments of one address: none, not even of this moment.
      IPQPS: '-60',
      ...environment,
    },
    stdio: 'ignore',
  });
  const server: WalineServer = {
    url: `http://127.0.0.1:${port}`,
    query: (...statements) => query('USE waline', ...statements),
    close: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      providers.close();
      for (const each of processes) await end(each);
      await rm(folder, { recursive: true, force: true });
    },
  };
  for (let attempts = 0; attempts < 120; attempts++) {
    const answer = await fetch(`${server.url}/api/comment?type=count&url=/`).catch(() => undefined);
    if (answer?.ok) return server;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await server.close();
  throw new Error('it does not start');
};

const listen = async (server: Server): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};

/**
 * The columns of Waline's own schema (assets/waline.sql). The times there are whole seconds, which would make the tests
 * wait.
 */
const now = 'DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3)';
const tables = `
  CREATE TABLE wl_Comment (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user_id INT, comment TEXT, insertedAt ${now}, ip VARCHAR(100),
    link VARCHAR(255), mail VARCHAR(255), nick VARCHAR(255), rid INT, pid INT, sticky BOOLEAN,
    status VARCHAR(50) NOT NULL DEFAULT '', \`like\` INT, ua TEXT, url VARCHAR(255), createdAt ${now}, updatedAt ${now}
  );
  CREATE TABLE wl_Users (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, display_name VARCHAR(255), email VARCHAR(255), password VARCHAR(255),
    type VARCHAR(50), label VARCHAR(255), \`2fa\` VARCHAR(32), avatar VARCHAR(255), url VARCHAR(255), createdAt ${now},
    updatedAt ${now}
  )`;
