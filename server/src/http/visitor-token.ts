import { ApiError } from '../api-error.js';

/**
 * The visitor's token of `Authorization: Bearer` (RFC 6750): 128 random bits or more, as hex or base64url.
 *
 * @throws ApiError `unauthorized` where there is something else
 */
export const visitorToken = (request: Request): string | undefined => {
  const header = request.headers.get('authorization');
  if (header === null) return undefined;
  const token = /^Bearer +([\w~+/.-]{22,128}={0,2})$/i.exec(header)?.[1];
  if (!token) throw new ApiError('unauthorized', 'This is not a visitor token.');
  return token;
};
