import { registerCaptcha } from './register.js';

export * from './define.js';

registerCaptcha('none', async () => (await import('./captcha/none.js')).noneCaptcha());
registerCaptcha('hcaptcha', async () => (await import('./captcha/hcaptcha.js')).hcaptchaCaptcha());
registerCaptcha('turnstile', async () => (await import('./captcha/turnstile.js')).turnstileCaptcha());
registerCaptcha('friendly', async () => (await import('./captcha/friendly.js')).friendlyCaptcha());
registerCaptcha('cap', async () => (await import('./captcha/cap.js')).capCaptcha());
registerCaptcha('recaptcha', async () => (await import('./captcha/recaptcha.js')).recaptchaCaptcha());
