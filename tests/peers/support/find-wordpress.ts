import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const home = '/usr/share/wordpress';
const packages = ['wordpress', 'php-cli', 'php-mysql', 'mariadb-server'];

/** Where WordPress and what it runs on are installed, or why they are not. */
export type Found = { home: string } | { missing: string };

/**
 * Finds Debian's WordPress, PHP and MariaDB. Installs them where it may: as root, with CI or STARLING_INSTALL_PEERS=1
 * in the environment.
 */
export const findWordPress = (): Found => {
  if (missing().length && mayInstall()) {
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  const lacking = missing();
  return lacking.length
    ? { missing: `not installed: ${lacking.join(', ')} (Debian: ${packages.join(' ')})` }
    : { home };
};

const mayInstall = (): boolean =>
  process.getuid?.() === 0 &&
  (!!process.env.CI || process.env.STARLING_INSTALL_PEERS === '1') &&
  existsSync('/usr/bin/apt-get');

const missing = (): string[] => [
  ...(existsSync(`${home}/wp-load.php`) ? [] : ['WordPress']),
  ...['php', 'mariadbd', 'mariadb-install-db', 'mariadb'].filter((command) => !runs(command)),
  ...(runs('php') && !spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout.includes('mysqli') ? ['php-mysql'] : []),
];

/** Servers live in a folder that the path of users does not have. */
export const withServers = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

const runs = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { env: withServers }).status === 0;
