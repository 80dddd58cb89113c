import type { CaptchaProvider } from '../../captcha.js';

/** No captcha, for a backend that needs none or trusts its spam filter. Always passes and renders nothing. */
export const noneCaptcha = (): CaptchaProvider => ({
  name: 'none',
  mount: async () => ({ solve: async () => 'none', reset() {}, destroy() {} }),
});
