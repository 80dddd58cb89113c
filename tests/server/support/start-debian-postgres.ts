import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { missingFromDebian } from '../../peers/support/debian-peer.js';
import { freePort, run } from '../../peers/support/processes.js';

export interface DebianPostgres {
  /** The address of a new, empty database of that name. */
  createDatabase(name: string): string;
  /** Runs one of its tools to its end, `pg_dump` or another. */
  tool(name: string, ...options: string[]): void;
}

/** Debian's PostgreSQL, which has the tools of its version beside it; rejects where it can't be had. */
export const startDebianPostgres = async (): Promise<DebianPostgres> => {
  const missing = missingFromDebian({
    commands: ['pg_dump', 'pg_restore', 'pg_createcluster'],
    packages: ['postgresql'],
  });
  const [programs] = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  if (missing || !programs) throw new Error(missing || 'PostgreSQL of Debian has no programs');
  const folder = await mkdtemp(join(tmpdir(), 'starling-debian-postgres-'));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  // It refuses to run as root.
  const asUser = (name: string, options: string[]): void =>
    isRoot
      ? run('runuser', ['-u', 'postgres', '--', join(programs, name), ...options], { cwd: folder })
      : run(join(programs, name), options, { cwd: folder });
  await chmod(folder, 0o755);
  if (isRoot) run('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const address = `postgres://postgres@127.0.0.1:${port}`;
  asUser('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  const settings = `-p ${port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off`;
  asUser('pg_ctl', ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings]);
  onTestFinished(async () => {
    asUser('pg_ctl', ['stop', '-D', data, '-m', 'immediate']);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    createDatabase: (name) => {
      run(join(programs, 'createdb'), ['--maintenance-db', `${address}/postgres`, name]);
      return `${address}/${name}`;
    },
    tool: (name, ...options) => run(join(programs, name), options),
  };
};
