import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserArguments, ensureBrowser } from './scripts/browser.js';
import { exampleApi } from './tests/backends/example-api.js';
import { captchaServers } from './tests/stand-ins/captcha/stand-in-server.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A condition is waited for longer than the second that Vitest gives it: the machine may be busy. */
const expectation = { poll: { timeout: 10_000 } };

const serverTest = (name: string) => `tests/server/${name}.test.ts`;

/**
 * What runs in Node, and what needs a page: a test says by its name which it is. `peers`, `engines` and
 * `postgres`, of `npm run test:all`, need programs of others.
 */
export default defineConfig({
  test: {
    // Many tests wait for a server or a page, so even two cores have time for two at once.
    maxWorkers: 2,
    globalSetup: ['tests/server/support/build-once.ts'],
    // Lit's development build says so in every file; its real warnings stay.
    onConsoleLog: (text) => !/^(Lit is in dev mode|Multiple versions of Lit loaded)/.test(text),
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/**/*.postgres.test.ts', 'tests/peers/**', 'tests/engines/**'],
          // The files that a worker runs share their modules. Loading them again for each file took most of the CPU time.
          isolate: false,
          expect: expectation,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'postgres',
          // The server's own tests again, over another store, and what only that store has.
          include: [
            'tests/server/**/*.postgres.test.ts',
            ...[
              'captcha/captcha',
              'import/export-import',
              'mail/subscriptions',
              'outbox/outbox',
              'starling-backend',
            ].map(serverTest),
            ...[
              'bans',
              'bans-and-past',
              'events',
              'idempotency',
              'identity',
              'mail-codes',
              'moderated-threads',
              'moderation',
              'moderator-edits',
              'move',
              'page-memory',
              'people',
              'queue',
              'queue-events',
              'rate-limits',
              'reading',
              'search',
              'spam',
              'stats',
              'thread-page',
            ]
              .map((name) => `http/${name}`)
              .map(serverTest),
          ],
          globalSetup: ['tests/server/support/postgres-setup.ts'],
          setupFiles: ['tests/server/support/needs-postgres.ts'],
          expect: expectation,
          testTimeout: 60_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'peers',
          include: ['tests/peers/**/*.test.ts'],
          expect: expectation,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          expect: expectation,
          testTimeout: 60_000,
          hookTimeout: 600_000,
          // After the others: each of its workers drives a browser of its own.
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [captchaServers(), exampleApi()],
        resolve: {
          alias: { '@web/test-runner-commands': path('./tests/support/test-runner-commands.ts') },
          dedupe: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'],
        },
        optimizeDeps: {
          include: [
            'lit',
            'lit/directive.js',
            'dompurify',
            'axe-core',
            '@github/hotkey',
            'altcha-lib',
            'altcha-lib/algorithms/web/pbkdf2',
            'altcha-lib/algorithms/web/sha',
            'cap-widget',
            '@friendlycaptcha/sdk',
          ],
          exclude: [
            '@open-wc/testing',
            '@open-wc/semantic-dom-diff',
            '@open-wc/testing-helpers',
            'chai-a11y-axe',
            '@esm-bundle/chai',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          setupFiles: ['./tests/support/no-lit-warnings.ts', './tests/support/fixture-cleanup.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: ensureBrowser(), args: browserArguments } }),
            instances: [{ browser: 'chromium', viewport: { width: 1000, height: 800 } }],
          },
        },
      },
    ],
  },
});
