import { ApiError } from '../../api-error.js';
import type { Middleware } from '../environment.js';

/**
 * Finds the visitor that a request is of, by the token of `Authorization: Bearer` (RFC 6750): 128 random bits or more,
 * as hex or base64url. From here on only what `identify` makes of it is known.
 *
 * An identity token serves in its place; it is checked once its site is known.
 *
 * @throws ApiError `unauthorized` where there is something else, or nothing though it is required
 */
export const identifyVisitor =
  (identify: (token: string) => string, need: 'required' | 'optional' | 'none'): Middleware =>
  async (c, next) => {
    const token = need === 'none' ? undefined : bearerToken(c.req.header('authorization'));
    const identityToken = need === 'none' ? undefined : identityTokenOf(c.req.header('starling-identity'));
    if (need === 'required' && token === undefined && identityToken === undefined) {
      throw new ApiError('unauthorized', 'This needs a visitor token.');
    }
    c.set('visitor', token === undefined ? null : identify(token));
    c.set('identityToken', identityToken);
    await next();
  };

const bearerToken = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w~+/.-]{22,128}={0,2})$/i.exec(header)?.[1];
  if (!token) throw new ApiError('unauthorized', 'This is not a visitor token.');
  return token;
};

/** Of a compact JWS (RFC 7515, 7.1); longer ones hold more than anybody's name and picture. */
const identityTokenOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const token = header.trim();
  if (token.length > 8192 || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) {
    throw new ApiError('unauthorized', 'The identity token is refused. It is not a JWT.');
  }
  return token;
};
