import type { CaptchaConfig } from './config-schema.js';
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
 * The captcha that the command line configures.
 *
 * @throws OptionError if an option is missing or invalid
 */
export const captchaOf = (options: ServeArguments, secret: string): CaptchaVerifier | 'none' => {
  const { captcha, captchaKey, captchaSecret, captchaEndpoint, captchaScore } = options;
  const config = {
    provider: captcha,
    key: captchaKey,
    secret: captchaSecret,
    endpoint: captchaEndpoint,
    score: captchaScore,
  };
  return captchaFrom(config, secret, (field) => `option '--captcha-${field}'`);
};

/**
 * The captcha of a site in the settings file.
 *
 * @throws OptionError if a setting is missing or invalid
 */
export const siteCaptcha = (site: string, config: CaptchaConfig, secret: string): CaptchaVerifier | 'none' =>
  captchaFrom(config, secret, (field) => `option '--config': sites.${site}.captcha.${field}`);

const captchaFrom = (
  { provider, key, secret: providerSecret, endpoint, score }: CaptchaConfig,
  secret: string,
  nameOf: (field: 'key' | 'secret' | 'score') => string,
): CaptchaVerifier | 'none' => {
  if (score !== undefined && provider !== 'recaptcha')
    throw new OptionError(`${nameOf('score')} is for recaptcha, not for ${provider}`);
  if (provider === 'none') return 'none';
  if (provider === 'altcha') return altcha({ secret });
  if (!key) throw new OptionError(`${nameOf('key')} is missing: ${provider} needs it`);
  if (!providerSecret) throw new OptionError(`${nameOf('secret')} is missing: ${provider} needs it`);
  try {
    return providers[provider]({ key, secret: providerSecret, endpoint, ...(score !== undefined && { score }) });
  } catch (error) {
    if (error instanceof RangeError) throw new OptionError(`${nameOf('key')}: ${error.message}`);
    throw error;
  }
};
