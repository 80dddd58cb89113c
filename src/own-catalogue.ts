import type { Catalogue } from './register.js';

/** What define.ts knows beside its default backend: it needs no server of somebody else's. */
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
