import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepChunks } from '../../scripts/keep-chunks.js';

/** Builds with chunks of the given names, one after the other into one folder; gives what lies there in the end. */
const afterBuilds = async (...builds: string[]): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'starling-chunks-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, 'chunks'));
  for (const build of builds) {
    const names = build.split(' ').map((name) => `chunks/${name}.js`);
    for (const name of names) await writeFile(join(dir, name), '');
    const bundle = Object.fromEntries(['starling.js', ...names].map((name) => [name, {}]));
    keepChunks().writeBundle({ dir }, bundle);
  }
  const found = await readdir(join(dir, 'chunks'));
  expect(found).toContain('builds.json');
  return found
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -3))
    .sort()
    .join(' ');
};

test('the chunks of the build before stay, those of older builds go', async () => {
  expect(await afterBuilds('form-1 list-1', 'form-2 list-1')).toBe('form-1 form-2 list-1');
  expect(await afterBuilds('form-1 list-1', 'form-2 list-1', 'form-3 list-2')).toBe('form-2 form-3 list-1 list-2');
});

test('a build that changed nothing is not a new one', async () => {
  expect(await afterBuilds('form-1', 'form-2', 'form-2', 'form-2')).toBe('form-1 form-2');
});

test('a build that goes back to the one before keeps both', async () => {
  expect(await afterBuilds('form-1', 'form-2', 'form-1')).toBe('form-1 form-2');
});
