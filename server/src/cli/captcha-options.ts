import type { ServeArguments } from './options.js';
import { OptionError } from './option-error.js';
import { altcha } from '../captcha/altcha.js';
import { cap } from '../captcha/cap.js';
import { friendly } from '../captcha/friendly.js';
import { hcaptcha } from '../captcha/hcaptcha.js';
import { recaptcha } from '../captcha/recaptcha.js';
import { turnstile } from '../captcha/turnstile.js';
import type { CaptchaVerifier } from '../captcha/verifier.js';

const providers = { recaptcha, hcaptcha, turnstile, friendly, cap };

/**
 * The captcha that the command line names.
 *
 * @throws OptionError where an option is missing, or can't be right
 */
export const captchaOf = (options: ServeArguments, secret: string): CaptchaVerifier | 'none' => {
  const { captcha, captchaKey: key, captchaSecret, captchaEndpoint: endpoint, captchaScore: score } = options;
  if (score !== undefined && captcha !== 'recaptcha')
    throw new OptionError(`option '--captcha-score' is for recaptcha, not for ${captcha}`);
  if (captcha === 'none') return 'none';
  if (captcha === 'altcha') return altcha({ secret });
  if (!key) throw new OptionError(`option '--captcha-key' is missing: ${captcha} needs it`);
  if (!captchaSecret) throw new OptionError(`option '--captcha-secret' is missing: ${captcha} needs it`);
  try {
    return providers[captcha]({ key, secret: captchaSecret, endpoint, ...(score !== undefined && { score }) });
  } catch (error) {
    if (error instanceof RangeError) throw new OptionError(`option '--captcha-key': ${error.message}`);
    throw error;
  }
};
