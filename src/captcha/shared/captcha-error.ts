import { StarlingError } from '../../errors.js';

/** Whatever a provider failed with, as an error of the code `captcha`; a `StarlingError` stays what it is. */
export const toCaptchaError = (cause: unknown): StarlingError =>
  cause instanceof StarlingError
    ? cause
    : new StarlingError('captcha', cause instanceof Error ? cause.message : String(cause), { cause });
