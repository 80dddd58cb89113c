import { StarlingError } from '../errors.js';

/** Whatever was thrown, as the one family of errors. */
export const toStarlingError = (cause: unknown): StarlingError =>
  cause instanceof StarlingError ? cause : new StarlingError('server', `${cause}`, { cause });
