import type { CaptchaProvider } from '../../captcha.js';

/** No captcha, for a backend that wants none or that trusts its spam filter: always passes, draws nothing. */
export const noneCaptcha = (): CaptchaProvider => ({
  name: 'none',
  mount: async () => ({ solve: async () => 'none', reset() {}, destroy() {} }),
});
