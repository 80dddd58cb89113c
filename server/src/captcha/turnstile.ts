import { rememberPassed } from './remember-passed.js';
import { siteverify, type SiteKeyOptions } from './siteverify.js';
import type { CaptchaVerifier } from './verifier.js';

export interface TurnstileOptions extends SiteKeyOptions {
  /** The action that tokens must be for, where the widget's `comment` is to be told from others; default any. */
  action?: string;
}

/** Cloudflare Turnstile. */
export const turnstile = ({
  key,
  endpoint = 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
  ...options
}: TurnstileOptions): CaptchaVerifier => ({
  setting: { provider: 'turnstile', key },
  verify: rememberPassed((token, { now }) => siteverify({ ...options, endpoint }, token, now)),
});
