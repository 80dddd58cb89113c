import { spawnSync, type ChildProcess } from 'node:child_process';
import { userInfo } from 'node:os';
import { withServers } from './debian-peer.js';
import { run, start, until } from './processes.js';

/** Runs statements as the database's root. */
export type Query = (...statements: string[]) => void;

/**
 * A MariaDB of its own, that listens on a socket, and where a port is given there too.
 *
 * @param data folder that does not exist yet
 */
export const startMariaDb = async (
  data: string,
  socket: string,
  processes: ChildProcess[],
  port?: number,
): Promise<Query> => {
  const user = `--user=${userInfo().username}`;
  run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, user, '--skip-test-db', '--skip-name-resolve']);
  const network = port ? [`--port=${port}`, '--bind-address=127.0.0.1'] : ['--skip-networking'];
  const place = [`--datadir=${data}`, `--socket=${socket}`, `--pid-file=${data}.pid`, ...network];
  // Nothing here has to outlive a power cut.
  const quick = ['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M'];
  processes.push(start('mariadbd', ['--no-defaults', user, ...place, ...quick], { env: withServers }));
  const client = ['--no-defaults', `--socket=${socket}`, '-e'];
  await until('MariaDB', async () => spawnSync('mariadb', [...client, 'SELECT 1'], { env: withServers }).status === 0);
  return (...statements) => run('mariadb', [...client, statements.join(';')]);
};
