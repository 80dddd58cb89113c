import { registerCaptcha } from './register.js';

export * from './define.js';

registerCaptcha('recaptcha', async () => (await import('./captcha/recaptcha.js')).recaptchaCaptcha());
