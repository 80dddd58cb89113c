import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { minifyTemplates } from '../../scripts/minify-templates.js';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** As the drop-in is built by the rollup.config.js above: the same Lit, the same minifiers. */
export default {
  input: path('floor.ts'),
  output: { file: path('../dist/floor.js'), format: 'es' },
  plugins: [
    nodeResolve({ exportConditions: ['production'] }),
    typescript({ tsconfig: path('tsconfig.json'), noEmitOnError: true }),
    minifyTemplates(),
    terser({
      module: true,
      ecma: 2022,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
      format: { comments: false, ecma: 2022 },
    }),
  ],
};
