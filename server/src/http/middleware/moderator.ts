import { getCookie } from 'hono/cookie';
import { ApiError } from '../../api-error.js';
import type { Signed } from '../../service/sessions.js';
import { isAllowed, type Who } from '../api/who-may.js';
import type { Middleware, RequestOf } from '../environment.js';

export interface ModeratorFinder {
  find(token: string): Promise<Signed | undefined>;
  /** Whether the origin is that of the server's own pages. */
  isOwnOrigin(origin: string, url: string): boolean;
}

export const sessionCookie = 'starling_session';

/**
 * Finds the moderator who makes a request, by an API key or a session cookie, and checks that they may. A browser sends
 * the cookie whichever page makes the request, so writes with a cookie must come from the server's own pages.
 *
 * @param who from the table of all routes; undefined if the table does not contain this route
 * @throws ApiError `unauthorized` or `forbidden`
 */
export const identifyModerator =
  ({ find, isOwnOrigin }: ModeratorFinder, who: Who | undefined): Middleware =>
  async (c, next) => {
    if (who === undefined) throw new ApiError('forbidden', 'Nobody may do this.');
    const key = /^Bearer +(key_[\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const session = key === undefined ? getCookie(c, sessionCookie) : undefined;
    if (key === undefined && c.req.method !== 'GET' && !isOwnPage(c, isOwnOrigin)) {
      throw new ApiError('forbidden', 'Only a page of this server may do this.');
    }
    if (who !== 'anybody') {
      const token = key ?? session;
      const signed = token === undefined ? undefined : await find(token);
      // A key is not accepted in place of a session token, or vice versa.
      if (!signed || signed.by !== (key === undefined ? 'session' : 'key')) {
        throw new ApiError('unauthorized', 'Sign in first.');
      }
      if (!isAllowed(who, signed)) throw new ApiError('forbidden', 'You may not do this.');
      c.set('signed', signed);
      c.set('token', token);
    }
    await next();
  };

/** If there is no `Origin`, the fetch metadata decide. Only browsers send either. */
const isOwnPage = (c: RequestOf, isOwnOrigin: ModeratorFinder['isOwnOrigin']): boolean => {
  const origin = c.req.header('origin');
  return origin === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : isOwnOrigin(origin, c.req.url);
};
