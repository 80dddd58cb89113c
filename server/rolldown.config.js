import { cpSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { pageBundle } from './moderation/page-bundle.js';

/*
 * What other packages give is bundled in: read and compiled as a few files, of which a start needs less than half, the
 * server is up in half the time and with a fifth less memory than over their 600 modules.
 */

/** The licences of all that is in the bundle want to be told. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
    const packageOf = (id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
    const folders = new Set(modules.filter((id) => isAbsolute(id)).flatMap((id) => packageOf(id) ?? []));
    const texts = [...folders].sort().map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const [file] = globSync(join(folder, '[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*'));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
  },
};

/** The widget as it is built, so that an installed server has one to serve. In the repository it serves ../dist. */
const packWidget = {
  name: 'pack-widget',
  writeBundle: () => {
    rmSync('dist/widget', { recursive: true, force: true });
    for (const name of ['starling.js', 'starling.classic.js', 'chunks', 'themes']) {
      if (existsSync(`../dist/${name}`)) cpSync(`../dist/${name}`, `dist/widget/${name}`, { recursive: true });
    }
  },
};

/** Feeds are only written: the reader that comes with their library would bring Node's streams into the handler. */
const withoutSax = {
  name: 'without-sax',
  resolveId: (source) => (source === 'sax' ? '\0no-sax' : null),
  load: (id) => (id === '\0no-sax' ? 'export {};' : null),
};

const server = {
  input: { index: 'src/index.ts', handler: 'src/handler.ts', cli: 'src/cli.ts' },
  output: {
    dir: 'dist',
    format: 'es',
    sourcemap: true,
    // Names stay, for stack traces; without comments and blanks there is half as much to read and to keep in memory.
    minify: { mangle: { keepNames: true }, compress: true, codegen: { removeWhitespace: true } },
    chunkFileNames: '[name].js',
    // Older code names Node's modules without saying that they are Node's.
    paths: (id) => (builtinModules.includes(id) && !id.startsWith('node:') ? `node:${id}` : id),
  },
  // As for a browser: what of a package wants Node's modules is then left out, so that the handler needs none.
  platform: 'browser',
  // Its twin for browsers, which the platform would choose, writes to a console.
  resolve: { alias: { pino: 'pino/pino.js' } },
  tsconfig: 'tsconfig.build.json',
  logLevel: 'warn',
  // Commander and pg, which are CommonJS, require modules of Node's; pg's native twin is only for those who install it.
  plugins: [withoutSax, esmExternalRequirePlugin({ external: [/^node:/, ...builtinModules] }), licences, packWidget],
  external: ['pg-native'],
};

export default [server, pageBundle];
