import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';

/**
 * The secret by which a server recognises this browser.
 *
 * @param make whether to create one if there is none; only for writes, so that reading leaves no trace
 */
export const visitorToken = (key: string, make?: boolean): string | undefined => {
  let token = recall<string>(key);
  if (make && !token) keep(key, (token = randomToken()));
  return token;
};
