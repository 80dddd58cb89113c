import { cpSync, existsSync, rmSync } from 'node:fs';
import typescript from '@rollup/plugin-typescript';

/** What other packages give stays outside; the contract, which is a file of this repository, is bundled in. */
const external = (id) => !id.startsWith('.') && !id.startsWith('/');

/** The widget as it is built, so that an installed server has one to serve. In the repository it serves ../dist. */
const packWidget = {
  name: 'pack-widget',
  writeBundle: () => {
    rmSync('dist/widget', { recursive: true, force: true });
    for (const name of ['starling.js', 'starling.classic.js', 'chunks']) {
      if (existsSync(`../dist/${name}`)) cpSync(`../dist/${name}`, `dist/widget/${name}`, { recursive: true });
    }
  },
};

export default {
  input: { index: 'src/index.ts', cli: 'src/cli.ts' },
  output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
  external,
  plugins: [typescript({ tsconfig: './tsconfig.build.json' }), packWidget],
};
