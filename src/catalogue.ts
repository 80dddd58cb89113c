import { catalogue as own } from './own-catalogue.js';
import type { Catalogue } from './register.js';

/** Every backend, captcha and language except the default backend. Each loads when a page first names it. */
export const catalogue: Catalogue = {
  backends: {
    ...own.backends,
    wordpress: async () => (await import('./backends/wordpress/index.js')).wordpressBackend,
    isso: async () => (await import('./backends/isso/index.js')).issoBackend,
    remark42: async () => (await import('./backends/remark42/index.js')).remark42Backend,
    waline: async () => (await import('./backends/waline/index.js')).walineBackend,
    artalk: async () => (await import('./backends/artalk/index.js')).artalkBackend,
    twikoo: async () => (await import('./backends/twikoo/index.js')).twikooBackend,
    cusdis: async () => (await import('./backends/cusdis/index.js')).cusdisBackend,
    comentario: async () => (await import('./backends/comentario/index.js')).comentarioBackend,
    static: async () => (await import('./backends/static/index.js')).staticBackend,
    mastodon: async () => (await import('./backends/mastodon/index.js')).mastodonBackend,
    bluesky: async () => (await import('./backends/bluesky/index.js')).blueskyBackend,
    github: async () => (await import('./backends/github/index.js')).githubBackend,
  },
  captchas: {
    ...own.captchas,
    none: async () => (await import('./captcha/none/index.js')).noneCaptcha(),
    recaptcha: async () => (await import('./captcha/recaptcha/index.js')).recaptchaCaptcha(),
    hcaptcha: async () => (await import('./captcha/hcaptcha/index.js')).hcaptchaCaptcha(),
    turnstile: async () => (await import('./captcha/turnstile/index.js')).turnstileCaptcha(),
    friendly: async () => (await import('./captcha/friendly/index.js')).friendlyCaptcha(),
    cap: async () => (await import('./captcha/cap/index.js')).capCaptcha(),
  },
  locales: {
    ar: async () => (await import('./locales/ar.js')).messages,
    de: async () => (await import('./locales/de.js')).messages,
  },
};
