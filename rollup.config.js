import { existsSync, globSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { keepChunks } from './scripts/keep-chunks.js';
import { minifyTemplates } from './scripts/minify-templates.js';

// All but the chunks of the drop-in: an open page may still need those of the build before.
for (const name of existsSync('dist') ? readdirSync('dist') : []) {
  if (name !== 'chunks') rmSync(`dist/${name}`, { recursive: true });
}
rmSync('demo/dist', { recursive: true, force: true });

const files = (folder) => globSync(`src/${folder}`);

const minify = terser({
  module: true,
  ecma: 2022,
  compress: {
    passes: 3,
    unsafe_arrows: true,
    pure_getters: true,
    keep_fargs: false,
    hoist_funs: true,
    booleans: false,
  },
  format: { comments: false, ecma: 2022 },
});

/** TypeScript without types: those of the modules' build serve all. */
const compile = () =>
  typescript({ tsconfig: 'tsconfig.build.json', declaration: false, outDir: undefined, noEmitOnError: true });

/** Lit's production build, whatever NODE_ENV says where this runs. */
const resolve = () => nodeResolve({ exportConditions: ['production'] });

/** The package's own name, as an application sees it; Node's resolution finds it by the `exports`. */
const fromPackage = {
  name: 'from-package',
  resolveId: (source) => (source.startsWith('starling-comments') ? fileURLToPath(import.meta.resolve(source)) : null),
};

export default [
  {
    // For bundlers: one file a module, dependencies left to the application.
    input: [
      'src/index.ts',
      'src/define.ts',
      ...files('define/*.ts'),
      'src/bundle.ts',
      'src/contract.ts',
      'src/react.ts',
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
    plugins: [typescript({ tsconfig: 'tsconfig.build.json', noEmitOnError: true })],
  },
  {
    // For servers in any project: the contract alone, which imports nothing.
    input: 'src/contract.ts',
    output: { file: 'dist/contract.js', format: 'es' },
    plugins: [compile()],
  },
  {
    // For a script tag: everything in one file, but what only some readers need.
    input: { starling: 'src/drop-in.ts' },
    // Chunks import what they share from starling.js itself: a file between would cost every reader a round trip.
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      minifyInternalExports: true,
    },
    plugins: [resolve(), compile(), minifyTemplates(), minify, keepChunks()],
  },
  {
    input: { 'starling.classic': 'src/classic.ts' },
    output: { dir: 'dist', format: 'iife', entryFileNames: '[name].js' },
    plugins: [compile(), minify],
  },
  {
    // demo/npm.html: what an application makes of the modules above.
    input: { npm: 'demo/npm/main.js' },
    output: { dir: 'demo/dist', format: 'es', chunkFileNames: '[name]-[hash].js' },
    plugins: [fromPackage, resolve(), minify],
  },
];
