import { rememberPassed } from './remember-passed.js';
import { siteverify } from './siteverify.js';
import type { CaptchaVerifier } from './verifier.js';

export interface RecaptchaOptions {
  /** The site key, which pages show. */
  key: string;
  /** The secret key. */
  secret: string;
  /** Where answers are checked, for a network that must go another way. */
  endpoint?: string;
  /** Milliseconds to wait for an answer. */
  timeout?: number;
}

const google = 'https://www.google.com/recaptcha/api/siteverify';

/** reCAPTCHA v2, checkbox. */
export const recaptcha = ({ key, endpoint = google, ...options }: RecaptchaOptions): CaptchaVerifier => ({
  setting: { provider: 'recaptcha', key },
  verify: rememberPassed((token, { now }) => siteverify({ ...options, endpoint }, token, now)),
});
