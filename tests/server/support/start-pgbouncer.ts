import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { missingFromDebian } from '../../peers/support/debian-peer.js';
import { end, freePort, start, until } from '../../peers/support/processes.js';

/** The address of a database through Debian's PgBouncer in transaction mode; rejects where it can't be had. */
export const throughPgBouncer = async (address: string): Promise<string> => {
  const missing = missingFromDebian({ commands: ['pgbouncer'], packages: ['pgbouncer'] });
  if (missing) throw new Error(missing);
  const folder = await mkdtemp(join(tmpdir(), 'starling-pgbouncer-'));
  await chmod(folder, 0o755);
  const { hostname, port, username } = new URL(address);
  const own = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  // Two connections for many clients, so that none meets the same one for long.
  await writeFile(
    file,
    `[databases]
* = host=${hostname} port=${port} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
auth_type = any
pool_mode = transaction
default_pool_size = 2
unix_socket_dir =
`,
  );
  const user = process.getuid?.() === 0 ? ['-u', 'postgres'] : [];
  const child = start('/usr/sbin/pgbouncer', ['-q', ...user, file], {});
  onTestFinished(async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
  await until('PgBouncer', () => canConnect(own));
  const through = new URL(address);
  through.port = String(own);
  return through.href;
};

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
