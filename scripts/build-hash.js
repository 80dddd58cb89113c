import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Eight hex digits of all that a build is made from. One for all chunks: a hash of each, of which nothing is known
 * before, would cost a first view 60 bytes, as brotli can't shorten what it has not seen.
 */
export function buildHash() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'scripts']) {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const path of found.map(({ parentPath, name }) => join(parentPath, name)).sort()) add(path);
  }
  for (const path of ['package-lock.json', 'rollup.config.js', 'tsconfig.json', 'tsconfig.build.json']) add(path);
  return hash.digest('hex').slice(0, 8);

  function add(path) {
    hash.update(path.replaceAll('\\', '/')).update(readFileSync(path));
  }
}
