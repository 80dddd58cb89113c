import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a peer needs of Debian: files, commands and modules of PHP, and the packages that bring them. */
export interface DebianNeeds {
  files?: string[];
  commands: string[];
  phpModules?: string[];
  packages: string[];
}

/** `npm run test:all` and CI set it: what npm or Debian give must be there, and is no reason to skip. */
export const peersRequired = process.env.STARLING_PEERS === 'required';

/**
 * What is not installed of it, in words; empty where all is. Installs the packages where it may: as root, with CI,
 * STARLING_PEERS=required or STARLING_INSTALL_PEERS=1 in the environment.
 *
 * @throws where something is missing and peers are required
 */
export const missingFromDebian = (needs: DebianNeeds): string => {
  if (lacking(needs).length && mayInstall()) {
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...needs.packages], options);
  }
  const missing = lacking(needs);
  if (!missing.length) return '';
  const reason = `not installed: ${missing.join(', ')} (Debian: ${needs.packages.join(' ')})`;
  if (peersRequired) throw new Error(reason);
  return reason;
};

/** Servers live in a folder that the path of users does not have. */
export const withServers = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

const mayInstall = (): boolean =>
  process.getuid?.() === 0 &&
  (peersRequired || !!process.env.CI || process.env.STARLING_INSTALL_PEERS === '1') &&
  existsSync('/usr/bin/apt-get');

const lacking = ({ files = [], commands, phpModules = [] }: DebianNeeds): string[] => [
  ...files.filter((file) => !existsSync(file)),
  ...commands.filter((command) => !runs(command)),
  ...phpModules.filter((name) => runs('php') && !phpHas(name)),
];

const runs = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { env: withServers }).status === 0;

const phpHas = (name: string): boolean => spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout.includes(name);
