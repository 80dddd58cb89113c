import { rememberPassed } from './remember-passed.js';
import { siteverify, type SiteKeyOptions } from './siteverify.js';
import type { CaptchaVerifier } from './verifier.js';

export interface RecaptchaOptions extends SiteKeyOptions {
  /**
   * The least score, 0 (a bot) to 1, for keys of version 3: those of version 2 give none. Pages then say
   * `captcha="recaptcha v3"`.
   */
  score?: number;
  /** The action that tokens of version 3 must be for; that of the widget is `comment`. */
  action?: string;
}

const google = 'https://www.google.com/recaptcha/api/siteverify';

/** reCAPTCHA v2, checkbox or invisible, or with a score v3. */
export const recaptcha = ({
  key,
  endpoint = google,
  score,
  action = score === undefined ? undefined : 'comment',
  ...options
}: RecaptchaOptions): CaptchaVerifier => ({
  setting: { provider: 'recaptcha', key },
  verify: rememberPassed((token, { now }) => siteverify({ ...options, endpoint, score, action }, token, now)),
});
