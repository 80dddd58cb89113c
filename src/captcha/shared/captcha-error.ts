import { StarlingError } from '../../errors.js';

/**
 * Turns whatever a provider failed with into an error with the code `captcha`. A `StarlingError` is returned as it is.
 */
export const toCaptchaError = (cause: unknown): StarlingError =>
  cause instanceof StarlingError
    ? cause
    : new StarlingError('captcha', cause instanceof Error ? cause.message : String(cause), { cause });
