import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Rollup plugin: leaves the chunks of the build before beside the new ones, so that a page which was open during an
 * upgrade finds the parts that it loads later. Those of older builds go. `chunks/builds.json` lists the files of each
 * build, the newest first.
 *
 * A name has the hash of its content: a chunk of both builds is one file, and a build that changed nothing is not a
 * new one.
 */
export const keepChunks = () => ({
  name: 'keep-chunks',
  writeBundle({ dir }, bundle) {
    const folder = join(dir, 'chunks');
    const manifest = join(folder, 'builds.json');
    const build = Object.keys(bundle)
      .filter((path) => path.startsWith('chunks/'))
      .map((path) => basename(path))
      .sort();
    const known = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];
    const before = known.filter((each) => each.join() !== build.join()).slice(0, 1);
    const kept = new Set([build, ...before].flat());
    for (const file of readdirSync(folder)) if (!kept.has(file)) rmSync(join(folder, file));
    writeFileSync(manifest, `${JSON.stringify([build, ...before], null, 2)}\n`);
  },
});
