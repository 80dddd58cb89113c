import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { testRouters } from '../support/router-threads.js';

const require = createRequire(import.meta.url);
const source = (path: string) => readFileSync(require.resolve(path), 'utf8');

testRouters([
  {
    name: 'Turbo',
    router: async () => ({
      name: 'Turbo',
      script: source('@hotwired/turbo/dist/turbo.es2017-umd.js'),
      head: '<script src="/router.js"></script>',
      keep: 'data-turbo-permanent',
      link: '',
      main: '',
      swapsHead: true,
    }),
  },
  {
    name: 'htmx',
    router: async () => ({
      name: 'htmx',
      script: source('htmx.org/dist/htmx.js'),
      head: '<script src="/router.js"></script>',
      keep: '',
      link: 'hx-boost="true" hx-target="#main" hx-select="#main" hx-swap="outerHTML"',
      main: 'hx-history-elt',
      swapsHead: false,
    }),
  },
]);
