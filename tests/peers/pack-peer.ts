import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Unpacks one published package without what it depends on, outside of the repository's own dependencies, once.
 *
 * @returns its folder; rejects where the package can't be had
 */
export const packPeer = async (name: string, version: string): Promise<string> => {
  const parent = join(import.meta.dirname, '../../.cache/peers');
  const folder = join(parent, `${name}-${version}`);
  try {
    await access(join(folder, 'package/package.json'));
  } catch {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], { timeout: 300_000 });
    await run('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder]);
  }
  return join(folder, 'package');
};
