import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs a published server into a folder outside of the repository's own dependencies, once: later runs find it.
 * No install script runs: nothing is compiled, and nothing is fetched but packages.
 *
 * @param name for the folder
 * @param packages with their versions
 * @returns the folder whose node_modules holds the packages; rejects where they can't be had
 */
export const installPeer = async (name: string, packages: string[]): Promise<string> => {
  const folder = join(import.meta.dirname, '../../.cache/peers', name);
  const done = join(folder, `installed-${packages.join('-').replace(/\W+/g, '-')}`);
  try {
    await access(done);
    return folder;
  } catch {
    // Not there yet.
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  await run('npm', ['install', ...options, ...packages], { cwd: folder, timeout: 500_000 });
  await writeFile(done, '');
  return folder;
};
