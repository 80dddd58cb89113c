import { ApiError } from '../../api-error.js';
import type { Middleware } from '../environment.js';

/**
 * Finds the visitor that a request is of, by the token of `Authorization: Bearer` (RFC 6750): 128 random bits or more,
 * as hex or base64url. From here on only what `identify` makes of it is known.
 *
 * @throws ApiError `unauthorized` where there is something else, or nothing though it is required
 */
export const identifyVisitor =
  (identify: (token: string) => string, need: 'required' | 'optional' | 'none'): Middleware =>
  async (c, next) => {
    const token = need === 'none' ? undefined : bearerToken(c.req.header('authorization'));
    if (need === 'required' && token === undefined) {
      throw new ApiError('unauthorized', 'This needs a visitor token.');
    }
    c.set('visitor', token === undefined ? null : identify(token));
    await next();
  };

const bearerToken = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w~+/.-]{22,128}={0,2})$/i.exec(header)?.[1];
  if (!token) throw new ApiError('unauthorized', 'This is not a visitor token.');
  return token;
};
