import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds bench/floor/ into bench/dist/floor.js: what the widget's drawing is measured against. */
export const buildFloor = () =>
  execFileSync(
    process.execPath,
    ['node_modules/rollup/dist/bin/rollup', '-c', 'bench/floor/rollup.config.js', '--silent'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
