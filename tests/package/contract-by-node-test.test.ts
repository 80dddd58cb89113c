import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const file = path('contract-by-node-test.js');

test('the contract suite of the package runs under node:test, and counts what is skipped', () => {
  // Node marks the processes of its own runner; one that believes to be such a part reports nothing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    encoding: 'utf8',
    env,
  });
  const number = (of: string) => Number(new RegExp(`^# ${of} (\\d+)$`, 'm').exec(stdout)?.[1]);
  expect([status, number('fail')]).toEqual([0, 0]);
  expect(number('pass')).toBeGreaterThan(40);
  expect(number('skipped')).toBeGreaterThan(0);
});

test('docs/backends.md shows it as it is run', () => {
  const code = readFileSync(file, 'utf8')
    .replace('memoryBackend }', 'myBackend }')
    .replace('starling-comments/backends/memory', './my-backend.js')
    .replace(
      "memoryBackend({ options: { store: 'node:test' } })",
      "myBackend({ url: 'http://localhost:3000', options: {} })",
    );
  // The name of a module decides where it stands among the others.
  const lines = (text: string) => text.trim().split('\n').sort().join('\n');
  const shown = [...readFileSync(path('../../docs/backends.md'), 'utf8').matchAll(/```js\n([^]*?)```/g)];
  expect(shown.map(([, block]) => lines(block!))).toContain(lines(code));
});
