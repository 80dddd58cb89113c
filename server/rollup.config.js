import typescript from '@rollup/plugin-typescript';

/** What other packages give stays outside; the contract, which is a file of this repository, is bundled in. */
const external = (id) => !id.startsWith('.') && !id.startsWith('/');

export default {
  input: { index: 'src/index.ts', cli: 'src/cli.ts' },
  output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
  external,
  plugins: [typescript({ tsconfig: './tsconfig.build.json' })],
};
