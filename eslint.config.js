import js from '@eslint/js';
import globals from 'globals';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

/** Forbids a folder to import from others; `allowed` import nothing back. */
const layer = (files, forbidden, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.cache/', 'tests/captcha/stand-ins/'] },
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
  layer(
    ['src/{contract,backend,captcha,errors,events,register}.ts'],
    ['./*/**', 'lit', 'lit/**'],
    'Contracts import nothing but each other.',
  ),
  layer(
    ['src/backends/**', 'src/captcha/**'],
    ['**/elements/**', '**/thread/**', '**/define.js', '**/bundle.js', '**/index.js'],
    'Adapters and providers import contracts and internal/ only.',
  ),
  layer(
    ['src/thread/**'],
    ['**/elements/**', '**/backends/**', '**/captcha/**', 'lit', 'lit/**'],
    'The thread is state without DOM.',
  ),
  layer(
    ['src/elements/**'],
    ['**/backends/**', '**/captcha/**', '**/define.js', '**/bundle.js'],
    'Elements never import adapters.',
  ),
  layer(
    ['src/internal/**', 'src/rich-text/**'],
    ['**/elements/**', '**/thread/**', '**/backends/**'],
    'What all may use imports none of them.',
  ),
  layer(['server/src/routes/**'], ['**/store/sql/**', 'kysely', 'node:sqlite'], 'Routes never see SQL.'),
  layer(
    ['server/src/store/**'],
    ['**/routes/**', '**/service/**', 'hono', 'hono/**'],
    'The store knows nothing above it.',
  ),
  layer(
    ['server/src/service/**'],
    ['**/routes/**', 'hono', 'hono/**', 'kysely'],
    'Services know neither HTTP nor SQL.',
  ),
);
