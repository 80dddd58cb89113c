import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBrowser } from './browser.js';

/** Programs that the engines' tests run, what they are installed by, and how they are found. */
const programs = {
  firefox: { package: 'firefox-esr', find: () => process.env.FIREFOX_PATH || onPath('firefox-esr', 'firefox') },
  webkitDriver: { package: 'webkit2gtk-driver', find: () => onPath('WebKitWebDriver') },
  webkitBrowser: { package: 'webkit2gtk-driver', find: () => globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').at(-1) },
  display: { package: 'xvfb', find: () => onPath('Xvfb') },
};

/**
 * Paths of the programs of all three engines. Those that are missing are installed, by Debian's packages as root; one
 * that can't be is an error: a test that did not run must not look like one that passed.
 */
export function ensureEngines() {
  const missing = () => Object.values(programs).filter((program) => !program.find());
  if (missing().length) {
    const packages = [...new Set(missing().map((program) => program.package))];
    console.log(`Installing ${packages.join(', ')} …`);
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const options = { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 };
      execFileSync('apt-get', ['update', '-qq'], options);
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
    } catch (cause) {
      throw new Error(`The tests in three engines need ${packages.join(', ')}, which could not be installed`, {
        cause,
      });
    }
  }
  const paths = Object.entries(programs).map(([name, program]) => [name, program.find()]);
  for (const [name, path] of paths) if (!path || !existsSync(path)) throw new Error(`Not found: ${name} (${path})`);
  return { chromium: ensureBrowser(), ...Object.fromEntries(paths) };
}

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
