import { readdirSync, rmSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { minifyTemplates } from './scripts/minify-templates.js';

rmSync('dist', { recursive: true, force: true });

const files = (folder) =>
  readdirSync(`src/${folder}`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${folder}/${name}`);

const minify = terser({
  module: true,
  ecma: 2022,
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
  format: { comments: false, ecma: 2022 },
});

/** TypeScript without types: those of the modules' build serve all. */
const compile = () =>
  typescript({ tsconfig: 'tsconfig.build.json', declaration: false, outDir: undefined, noEmitOnError: true });

export default [
  {
    // For bundlers: one file a module, dependencies left to the application.
    input: [
      'src/index.ts',
      'src/define.ts',
      'src/bundle.ts',
      'src/contract.ts',
      'src/testing.ts',
      ...files('backends'),
      ...files('captcha'),
      ...files('locales'),
    ],
    external: (id) => !/^[./]|^\0/.test(id),
    output: { dir: 'dist', format: 'es', preserveModules: true, preserveModulesRoot: 'src', importAttributesKey: 'with' },
    plugins: [typescript({ tsconfig: 'tsconfig.build.json', noEmitOnError: true })],
  },
  {
    // For a script tag: everything in one file, but what only some readers need.
    input: { starling: 'src/bundle.ts' },
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      hashCharacters: 'hex',
      minifyInternalExports: true,
    },
    plugins: [nodeResolve(), compile(), minifyTemplates(), minify],
  },
  {
    input: { 'starling.classic': 'src/classic.ts' },
    external: ['./starling.js'],
    output: { dir: 'dist', format: 'iife', entryFileNames: '[name].js', dynamicImportInCjs: false },
    plugins: [compile(), minify],
  },
];
