import { globSync } from 'node:fs';
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import globals from 'globals';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

const contracts = ['contract', 'backend', 'captcha', 'errors', 'events', 'register'].map((name) => `src/${name}.ts`);
const entries = [
  ...['index', 'define', 'bundle', 'drop-in', 'drop-in-loaders', 'loaders', 'catalogue', 'classic'].map(
    (name) => `src/${name}.ts`,
  ),
  'src/define',
];

/** Who may not import from where, why, and what of it they may: files and folders from the repository's root. */
const walls = [
  [contracts, folders('src'), 'Contracts import nothing but each other.'],
  [
    ['src/platform', 'src/i18n', 'src/rich-text', 'src/styles'],
    rooms('elements thread backends captcha'),
    'What all may use imports none of them.',
  ],
  [['src/backends'], rooms('elements thread'), 'Adapters import contracts and what they share.'],
  [['src/captcha'], rooms('elements thread'), 'Providers import contracts and what they share.'],
  [['src/thread'], rooms('elements backends captcha styles rich-text'), 'A thread is state without DOM.'],
  [['src/elements'], rooms('backends'), 'Elements never import adapters.'],
  [['src/elements'], rooms('captcha'), 'Elements never import providers.', ['./shared']],
  [
    folders('src').filter((path) => path !== 'src/define'),
    entries,
    'Entries import the rest, not the other way round.',
  ],
  [
    ['store', 'service', 'captcha', 'identity', 'mail', 'outbox', 'spam'].map((name) => `server/src/${name}`),
    ['server/src/http', 'server/src/cli'],
    'Services and stores know nothing of HTTP.',
  ],
  [
    ['server/src/store'],
    ['service', 'captcha', 'identity', 'import', 'mail', 'outbox', 'spam'].map((name) => `server/src/${name}`),
    'The store knows nothing above it.',
  ],
  [['src', 'server/src'], ['server/moderation'], 'The moderators’ page is a bundle of its own.'],
  [
    ['server/moderation'],
    ['src/thread', 'src/backends', 'src/captcha', ...entries],
    'The page takes elements and what these stand on.',
    ['./starling/problem.ts'],
  ],
  [['server/src/service', 'server/src/http'], ['server/src/import'], 'Imports are for commands.'],
  [['server/src/import'], ['server/src/http', 'server/src/cli'], 'Imports know nothing of HTTP and commands.'],
  [
    ['server/src/store/sql'],
    ['server/src/store/sqlite', 'server/src/store/postgres'],
    'What SQL databases share knows none of them.',
  ],
  [
    ['server/src/cli'],
    ['server/src/store'],
    'Commands speak to services; the store they only open and close.',
    ['./open-store.ts', './store.ts'],
  ],
  [['server/src/http'], ['server/src/store', 'server/src/cli'], 'HTTP speaks to services, not to the store.'],
  [['server/src/handler.ts'], ['server/src/http/assets', 'server/src/cli'], 'Files and sockets are given to it.'],
  [
    ['server/src/http/app.ts', 'server/src/http/api', 'server/src/http/middleware'],
    ['server/src/http/assets'],
    'Files are given to them.',
  ],
];

/** What runs wherever there are web standards; what only Node can do comes to it by options. */
const webServer = ['*.ts', 'service/**', 'http/**', 'captcha/**', 'identity/**', 'mail/**', 'outbox/**', 'spam/**'].map(
  (name) => `server/src/${name}`,
);
const nodeServer = ['index.ts', 'cli.ts', 'http/assets/**', 'mail/smtp.ts', 'mail/send-test.ts'].map(
  (name) => `server/src/${name}`,
);
const notOfTheWeb = {
  group: ['node:*', 'kysely', 'pino', 'pg', 'nodemailer', '@hono/node-server', 'altcha-lib/algorithms/pbkdf2'],
  message: 'The handler and all below it run on any web-standard runtime.',
};
const notHttp = { group: ['hono', 'hono/*', '@hono/*'], message: 'Services and stores know nothing of HTTP.' };
const nodeGlobals = ['Buffer', 'process', 'global', 'setImmediate', 'clearImmediate', 'require', '__dirname'].map(
  (name) => ({ name, message: 'The handler and all below it run on any web-standard runtime.' }),
);

function rooms(names) {
  return names.split(' ').map((name) => `src/${name}`);
}

function folders(path) {
  return globSync(`${path}/*/`).map((found) => found.replace(/\/$/, ''));
}

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.cache/', 'tests/stand-ins/captcha/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  lit.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union or an `as const` object.' },
        { selector: "ImportDeclaration[source.value='lit/directives/unsafe-html.js']", message: 'Use rich-text/.' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'Use rich-text/.' },
      ],
      'lit/no-template-map': 'off',
    },
  },
  {
    files: ['src/rich-text/**', 'tests/**', 'bench/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/**', 'server/src/**', 'server/moderation/**'],
    plugins: { 'import-x': importX },
    settings: {
      // TypeScript's sources name the .js that they become.
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { zones: walls.map(([target, from, message, except = []]) => ({ target, from, message, except })) },
      ],
      // `import()` counts too: what loads later depends on an interface, not on who loads it.
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: webServer,
    ignores: nodeServer,
    rules: {
      'no-restricted-imports': ['error', { patterns: [notOfTheWeb] }],
      'no-restricted-globals': ['error', ...nodeGlobals],
    },
  },
  {
    files: ['server/src/service/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [notOfTheWeb, notHttp] }] },
  },
  {
    files: ['server/src/store/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [notHttp] }] },
  },
  {
    files: ['server/src/store/sql/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: ['node:sqlite'], patterns: ['hono', 'hono/*', '@hono/*'] }],
    },
  },
);
