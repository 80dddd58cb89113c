import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minify as oxc } from 'rolldown/experimental';
import { keepChunks } from './keep-chunks.js';
import { minifyTemplates } from './minify-templates.js';

/** Two minifiers, since each sees what the other misses: together they save a first view 200 bytes. */
export const minify = [
  {
    name: 'oxc',
    renderChunk: async (/** @type {string} */ code, /** @type {{ fileName: string }} */ { fileName }) =>
      (await oxc(fileName, code, { module: true, compress: { target: 'es2022' }, mangle: { toplevel: true } })).code,
  },
  terser({
    module: true,
    ecma: 2022,
    compress: { passes: 2, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
    format: { comments: false, ecma: 2022 },
  }),
];

/** Lit's production build, whatever NODE_ENV says where this runs. */
export const resolve = () => nodeResolve({ exportConditions: ['production'] });

/** One catalogue, not two: bundle.js replaces the one of loaders.js before anybody has asked it. */
const oneCatalogue = {
  name: 'one-catalogue',
  /** @this {import('rollup').PluginContext} */
  resolveId(/** @type {string} */ source, /** @type {string | undefined} */ importer) {
    return source.endsWith('/loaders.js') ? this.resolve(source.replace('loaders', 'drop-in-loaders'), importer) : null;
  },
};

/**
 * Asks V8 to compile all functions while the script loads, off the main thread, instead of each at its first call: the
 * first view calls two thirds of them (https://v8.dev/blog/explicit-compile-hints). For others it is a comment.
 */
const compileAtOnce = {
  name: 'compile-at-once',
  renderChunk: (/** @type {string} */ code, /** @type {{ isEntry: boolean }} */ { isEntry }) =>
    isEntry ? `//# allFunctionsCalledOnLoad\n${code}` : null,
};

/**
 * What readers seldom need alone is one chunk: one request, and compressed together. What one who writes needs in any
 * case; and what comes after each first view.
 */
const chunks = Object.entries({
  writing:
    /\/(comment-form\/later\/(?!form-(?:preview|captcha|notify)|held-captcha|grow).*|field-states|en-writing|events|text-limits|(submit-draft|draft-store|unkept|check-field|last-author)|random-token|writing-keys|starling\/(send|problem)|visitor-token)\.js$/,
  comments:
    /\/(comment-list\/later\/.*|en-late|remove-later|change-comment|find-linked|paging|vote|vote-event|visits)\.js$/,
  'after-view':
    /\/(after-view|find-in-shadows|fill-states|when-reached|draw-dates|exact-date|language-around|tell-author)\.js$/,
});

/**
 * Rollup's options for `starling.js` in `dir` out of `input`: everything in one file, but what only some readers need.
 *
 * @param {string} input
 * @param {string} dir
 * @param {...import('rollup').Plugin} plugins
 * @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }}
 */
export const dropIn = (input, dir, ...plugins) => ({
  input: { starling: input },
  // Chunks import what they share from starling.js itself: a file between would cost every reader a round trip.
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash:7].js',
    // Hashes do not compress. Seven of these digits, the fewest that Rollup allows here, have 28 bits: enough to tell a
    // chunk from that of another build.
    hashCharacters: 'hex',
    minifyInternalExports: true,
    manualChunks: (id) => chunks.find(([, modules]) => modules.test(id))?.[0],
    // Not what those import as well: that is in starling.js.
    onlyExplicitManualChunks: true,
    // Nobody but our own chunks sees what their `import()` resolves to, so it need not be guarded.
    freeze: false,
    generatedCode: { preset: 'es2015', symbols: false },
  },
  plugins: [oneCatalogue, resolve(), ...plugins, minifyTemplates(), minify, compileAtOnce, keepChunks()],
});
