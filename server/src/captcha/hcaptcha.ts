import { rememberPassed } from './remember-passed.js';
import { siteverify, type SiteKeyOptions } from './siteverify.js';
import type { CaptchaVerifier } from './verifier.js';

export type HcaptchaOptions = SiteKeyOptions;

/** hCaptcha. The site key is checked too, so that tokens made for another site of the account are none. */
export const hcaptcha = ({
  key,
  endpoint = 'https://api.hcaptcha.com/siteverify',
  ...options
}: HcaptchaOptions): CaptchaVerifier => ({
  setting: { provider: 'hcaptcha', key },
  verify: rememberPassed((token, { now }) =>
    siteverify({ ...options, endpoint, parameters: { sitekey: key } }, token, now),
  ),
});
