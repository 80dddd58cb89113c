import { existsSync, globSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import typescript from '@rollup/plugin-typescript';
import { dropIn, minify, resolve } from './scripts/drop-in.js';

// All but the chunks of the drop-in: an open page may still need those of the build before.
for (const name of existsSync('dist') ? readdirSync('dist') : []) {
  if (name !== 'chunks') rmSync(`dist/${name}`, { recursive: true });
}
rmSync('demo/dist', { recursive: true, force: true });

const files = (folder) => globSync(`src/${folder}`);

/** The package's own name, as an application sees it; Node's resolution finds it by the `exports`. */
const fromPackage = {
  name: 'from-package',
  resolveId: (source) => (source.startsWith('starling-comments') ? fileURLToPath(import.meta.resolve(source)) : null),
};

/** Ready themes, as they are: dist/themes/<name>.css. */
const themes = {
  name: 'themes',
  generateBundle() {
    for (const path of files('themes/*.css'))
      this.emitFile({ type: 'asset', fileName: path.replace('src/', ''), source: readFileSync(path) });
  },
};

export default [
  {
    // For bundlers: one file a module, dependencies left to the application.
    input: [
      'src/index.ts',
      'src/define.ts',
      ...files('define/*.ts'),
      'src/bundle.ts',
      'src/drop-in.ts',
      'src/drop-in-loaders.ts',
      'src/classic.ts',
      'src/contract.ts',
      'src/react.ts',
      'src/static.ts',
      'src/testing.ts',
      ...files('backends/*/index.ts'),
      ...files('captcha/*/index.ts'),
      ...files('locales/*.ts'),
    ],
    external: (id) => !/^[./]|^\0/.test(id),
    output: {
      dir: 'dist',
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: 'src',
      importAttributesKey: 'with',
    },
    plugins: [typescript({ tsconfig: 'tsconfig.build.json', noEmitOnError: true }), themes],
  },
  {
    // For servers in any project: the contract alone, which imports nothing.
    input: 'src/contract.ts',
    output: { file: 'dist/contract.js', format: 'es' },
    plugins: [
      typescript({ tsconfig: 'tsconfig.build.json', declaration: false, outDir: undefined, noEmitOnError: true }),
    ],
  },
  // For a script tag, out of the modules above.
  dropIn('dist/drop-in.js', 'dist'),
  {
    input: { 'starling.classic': 'dist/classic.js' },
    output: { dir: 'dist', format: 'iife', entryFileNames: '[name].js' },
    plugins: [minify],
  },
  {
    // demo/npm.html: what an application makes of the modules above.
    input: { npm: 'demo/npm/main.js' },
    output: { dir: 'demo/dist', format: 'es', chunkFileNames: '[name]-[hash].js' },
    plugins: [fromPackage, resolve(), minify],
  },
];
