import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';

/**
 * The secret by which a server knows this browser again.
 *
 * @param make whether to make one where there is none: for writes only, so that reading leaves no trace
 */
export const visitorToken = (key: string, make?: boolean): string | undefined => {
  let token = recall<string>(key);
  if (make && !token) keep(key, (token = randomToken()));
  return token;
};
