import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const textOf = async (path: string) =>
  (await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')).replace(/[\s*]+/g, ' ');

/** Backends whose stand-in was held against a running server. */
test.each([
  ['artalk', 'Artalk', '2.10'],
  ['comentario', 'Comentario', '3.13'],
  ['isso', 'Isso', '0.14'],
  ['remark42', 'Remark42', '1.16.4'],
  ['twikoo', 'Twikoo', '1.7.19'],
])('the page of %s and its stand-in say with which version it was last compared', async (name, called, version) => {
  expect(await textOf(`docs/backends/${name}.md`)).toContain(`last compared with the real ${called} ${version}`);
  expect(await textOf(`tests/stand-ins/${name}.ts`)).toMatch(new RegExp(`ompared with v?${version}`));
});

test.each(['bluesky', 'cusdis', 'github', 'mastodon'])(
  'the page of %s says that its stand-in never was compared with a server',
  async (name) => {
    expect(await textOf(`docs/backends/${name}.md`)).toContain('never compared with');
  },
);

test.each([
  ['waline', 'Tried against `@waline/vercel` 1.'],
  ['wordpress', 'Tested against WordPress 6.1'],
])('the page of %s names what its tests run over', async (name, words) => {
  expect(await textOf(`docs/backends/${name}.md`)).toContain(words);
});
