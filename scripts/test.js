// npm test: everything that needs no more than a browser. npm run test:all adds what needs other servers and engines.
// Closes with one line for all of it: `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.js';

process.env.CHROME_PATH ??= ensureBrowser();
const all = process.argv.includes('--all');
// A real server that npm or Debian give is installed where it may be, and missed otherwise: not skipped.
if (all) process.env.STARLING_PEERS ??= 'required';
const report = join(mkdtempSync(join(tmpdir(), 'starling-tests-')), 'report.json');
const { status } = spawnSync(
  'vitest',
  [
    'run',
    // By name: Vitest runs what any of its filters fits, so that of two exclusions each would let in what the other keeps out.
    ...(all ? [] : ['--project=node', '--project=browser']),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2).filter((argument) => argument !== '--all'),
  ],
  { stdio: 'inherit', shell: process.platform === 'win32' },
);
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
);
// A file that does not even load has no test to fail, and must count all the same.
const failed = Math.max(numFailedTests, numFailedTestSuites && 1, status ? 1 : 0);
console.log(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exitCode = status ?? 1;
