import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';

test('the README’s tables are what the sources say', () => {
  const script = fileURLToPath(new URL('../../scripts/docs.js', import.meta.url));
  execFileSync(process.execPath, [script, '--check'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'pipe',
  });
});
