import { registerBackend, registerCaptcha } from './register.js';

export * from './define.js';

registerBackend('waline', async () => (await import('./backends/waline.js')).walineBackend);
registerBackend('artalk', async () => (await import('./backends/artalk.js')).artalkBackend);
registerBackend('static', async () => (await import('./backends/static.js')).staticBackend);
registerBackend('mastodon', async () => (await import('./backends/mastodon.js')).mastodonBackend);
registerBackend('bluesky', async () => (await import('./backends/bluesky.js')).blueskyBackend);
registerBackend('github', async () => (await import('./backends/github.js')).githubBackend);
registerCaptcha('none', async () => (await import('./captcha/none.js')).noneCaptcha());
registerCaptcha('hcaptcha', async () => (await import('./captcha/hcaptcha.js')).hcaptchaCaptcha());
registerCaptcha('turnstile', async () => (await import('./captcha/turnstile.js')).turnstileCaptcha());
registerCaptcha('friendly', async () => (await import('./captcha/friendly.js')).friendlyCaptcha());
registerCaptcha('cap', async () => (await import('./captcha/cap.js')).capCaptcha());
registerCaptcha('recaptcha', async () => (await import('./captcha/recaptcha.js')).recaptchaCaptcha());
