import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type OutputChunk, rollup } from 'rollup';
import { expect, onTestFinished, test } from 'vitest';

/** The chunks that Rollup makes of an application with this one import, as the package's `exports` lead to it. */
const bundled = async (specifier: string): Promise<OutputChunk[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'starling-application-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'main.js'), `import '${specifier}';`);
  const fromPackage = {
    name: 'from-package',
    resolveId: (source: string) =>
      source.startsWith('starling-comments') ? fileURLToPath(import.meta.resolve(source)) : null,
  };
  const build = await rollup({ input: join(folder, 'main.js'), plugins: [fromPackage, nodeResolve()] });
  const { output } = await build.generate({ format: 'es' });
  return output.filter((each) => each.type === 'chunk');
};

test.each(['define', 'define/starling-comments', 'all'])(
  'a bundler that drops what has no side effect keeps the elements and the backends of starling-comments/%s',
  async (path) => {
    const [main, ...others] = await bundled(`starling-comments/${path}`);
    expect(main!.code).toContain('customElements.define(');
    const modules = [main!, ...others].flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(/.*\/dist\//, '')));
    expect(modules).toEqual(
      expect.arrayContaining([
        'elements/comments/comments.js',
        'backends/starling/index.js',
        'backends/memory/index.js',
        'captcha/altcha/index.js',
      ]),
    );
  },
);

test('it drops the whole of starling-comments where nothing of it is used', async () => {
  const [main] = await bundled('starling-comments');
  expect(main!.code.trim()).toBe('');
});
