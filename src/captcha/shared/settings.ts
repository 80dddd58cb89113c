import type { CaptchaOptions } from '../../captcha.js';
import { StarlingError } from '../../errors.js';

/** The site key. Without one, throws an error that says where to set it. */
export function requireKey(name: string, { key }: CaptchaOptions): string {
  if (!key) throw new StarlingError('misconfigured', `captcha="${name}" needs captcha-key`);
  return key;
}

/** The word after the provider's name, or an empty string. Throws an error if the provider does not know it. */
export function modeOf<Mode extends string>(
  name: string,
  { mode = '' }: CaptchaOptions,
  modes: readonly Mode[],
): Mode | '' {
  if (mode && !modes.includes(mode as Mode))
    throw new StarlingError('misconfigured', `captcha="${name} ${mode}": its modes are ${modes.join(', ') || 'none'}`);
  return mode as Mode | '';
}
