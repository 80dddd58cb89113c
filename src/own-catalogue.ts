import type { Catalogue } from './register.js';

/** What define.ts knows in addition to its default backend: everything that needs no third-party server. */
export const catalogue: Catalogue = {
  backends: {
    memory: async () => (await import('./backends/memory/index.js')).memoryBackend,
    'local-storage': async () => (await import('./backends/local-storage/index.js')).localStorageBackend,
  },
  captchas: {
    altcha: async () => (await import('./captcha/altcha/index.js')).altchaCaptcha(),
  },
  locales: {},
};
