import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { installPeer } from './install-peer.js';

export interface WalineServer {
  url: string;
  /** Its comments' table, for what a moderator would do. */
  database: DatabaseSync;
  close(): Promise<void>;
}

/** The published server of Waline over an empty SQLite file; rejects where it can't be had. */
export const startWaline = async (environment: Record<string, string> = {}): Promise<WalineServer> => {
  const peer = await installPeer('waline', ['@waline/vercel@1'], ['sqlite3']);
  const main = createRequire(join(peer, 'package.json')).resolve('@waline/vercel/vanilla.js');
  const folder = await mkdtemp(join(tmpdir(), 'waline-'));
  const database = new DatabaseSync(join(folder, 'waline.sqlite'));
  database.exec(tables);
  // It asks another service for its sign-in providers before each answer; this one has none.
  const providers = createServer((_, response) => response.end('{"services":[]}'));
  const providersPort = await listen(providers);
  const port = await freePort();

  const child = spawn(process.execPath, [main, String(port)], {
    cwd: folder,
    // None of the runner's: the server takes it for its own tests, and does not listen.
    env: {
      PATH: process.env.PATH,
      SQLITE_PATH: folder,
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
    database,
    close: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      providers.close();
      database.close();
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

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
};

/**
 * The package has no schema: these are the columns that its queries name. It leaves the times to the database; those
 * of Waline's own schema are whole seconds, which would make the tests wait.
 */
const now = `DATETIME DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime'))`;
const tables = `
  CREATE TABLE wl_Comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, comment TEXT, insertedAt ${now}, ip TEXT, link TEXT,
    mail TEXT, nick TEXT, rid INTEGER, pid INTEGER, sticky NUMERIC, status TEXT NOT NULL, "like" INTEGER, ua TEXT,
    url TEXT, createdAt ${now}, updatedAt ${now}
  );
  CREATE TABLE wl_Users (
    id INTEGER PRIMARY KEY AUTOINCREMENT, display_name TEXT, email TEXT, password TEXT, type TEXT, label TEXT,
    "2fa" TEXT, avatar TEXT, url TEXT, createdAt ${now}, updatedAt ${now}
  );
`;
