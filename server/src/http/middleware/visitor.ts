import { ApiError } from '../../api-error.js';
import type { Middleware } from '../environment.js';

/**
 * Finds the visitor who makes a request, by the token in `Authorization: Bearer` (RFC 6750): 128 random bits or more,
 * as hex or base64url. After this, only the result of `identify` is known.
 *
 * An identity token can be used instead; it is verified once its site is known.
 *
 * @throws ApiError `unauthorized` if the header contains something else, or if it is missing but required
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

/** An identity token is a compact JWS (RFC 7515, 7.1). Longer ones contain more than anybody's name and picture. */
const identityTokenOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const token = header.trim();
  if (token.length > 8192 || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) {
    throw new ApiError('unauthorized', 'The identity token is refused. It is not a JWT.');
  }
  return token;
};
