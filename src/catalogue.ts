import type { Catalogue } from './register.js';

/** Every backend, captcha and language that define.ts does not register; each loads when a page first names it. */
export const catalogue: Catalogue = {
  backends: {
    wordpress: async () => (await import('./backends/wordpress.js')).wordpressBackend,
    isso: async () => (await import('./backends/isso.js')).issoBackend,
    remark42: async () => (await import('./backends/remark42.js')).remark42Backend,
    waline: async () => (await import('./backends/waline.js')).walineBackend,
    artalk: async () => (await import('./backends/artalk.js')).artalkBackend,
    twikoo: async () => (await import('./backends/twikoo.js')).twikooBackend,
    cusdis: async () => (await import('./backends/cusdis.js')).cusdisBackend,
    comentario: async () => (await import('./backends/comentario.js')).comentarioBackend,
    static: async () => (await import('./backends/static.js')).staticBackend,
    mastodon: async () => (await import('./backends/mastodon.js')).mastodonBackend,
    bluesky: async () => (await import('./backends/bluesky.js')).blueskyBackend,
    github: async () => (await import('./backends/github.js')).githubBackend,
  },
  captchas: {
    none: async () => (await import('./captcha/none.js')).noneCaptcha(),
    recaptcha: async () => (await import('./captcha/recaptcha.js')).recaptchaCaptcha(),
    hcaptcha: async () => (await import('./captcha/hcaptcha.js')).hcaptchaCaptcha(),
    turnstile: async () => (await import('./captcha/turnstile.js')).turnstileCaptcha(),
    friendly: async () => (await import('./captcha/friendly.js')).friendlyCaptcha(),
    cap: async () => (await import('./captcha/cap.js')).capCaptcha(),
  },
  locales: {
    ar: async () => (await import('./locales/ar.js')).messages,
    de: async () => (await import('./locales/de.js')).messages,
  },
};
