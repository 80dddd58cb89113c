import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { minifyTemplates } from '../../scripts/minify-templates.js';

const source = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The page's own file, with the names that the others got: each has the hash of what is in it. */
const writePage = {
  name: 'write-page',
  generateBundle(_options, bundle) {
    const emit = (name, text = source(name)) => {
      const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
      const fileName = name.replace(/\.(?=\w+$)/, `-${hash}.`);
      this.emitFile({ type: 'asset', fileName, source: text });
      return fileName;
    };
    const names = {
      'main.ts': Object.values(bundle).find(({ isEntry }) => isEntry).fileName,
      'page.css': emit('page.css'),
      'icon.svg': emit('icon.svg'),
    };
    const html = source('index.html').replace(/%(.+?)%/g, (_, name) => `moderation/${names[name]}`);
    this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
  },
};

/** Rolldown's options for the moderators' page, to `dist/moderation`: a bundle of its own, of which readers load nothing. */
export const pageBundle = {
  input: { main: 'moderation/main.ts' },
  output: {
    dir: 'dist/moderation',
    cleanDir: true,
    format: 'es',
    minify: true,
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
  },
  platform: 'browser',
  // Lit's production build, whatever NODE_ENV says where this runs.
  resolve: { conditionNames: ['production', 'browser', 'import', 'default'] },
  tsconfig: 'moderation/tsconfig.json',
  logLevel: 'warn',
  plugins: [minifyTemplates(), writePage],
};
