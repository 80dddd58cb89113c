// Makes a fresh clone ready: installs what is missing and builds what is older than its sources.
// Runs under whatever Node is installed; what it starts runs under the project's own.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const run = (...args) => execFileSync(npm, args, { cwd: root, stdio: 'inherit' });

const newest = (path) => {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};
const at = (path) => join(root, path);

if (newest(at('node_modules/.package-lock.json')) < newest(at('package-lock.json'))) {
  console.log('Installing …');
  // Not `npm install`: that one may write to the lock file.
  run('ci', '--no-fund', '--no-audit', '--loglevel=error');
}

const widgetSources = [
  'src',
  'demo/npm',
  'rollup.config.js',
  'tsconfig.build.json',
  'scripts/drop-in.js',
  'scripts/minify-templates.js',
  'scripts/keep-chunks.js',
];
if (newest(at('dist/starling.classic.js')) < Math.max(...widgetSources.map((path) => newest(at(path))))) {
  console.log('Building the widget …');
  run('run', '--silent', 'build:widget');
}
// The moderators' page has some of the widget's elements.
const serverSources = ['server/src', 'server/moderation', 'server/rolldown.config.js', 'src'];
if (newest(at('server/dist/cli.js')) < Math.max(...serverSources.map((path) => newest(at(path))))) {
  console.log('Building the server …');
  run('run', '--silent', 'build:server');
}
