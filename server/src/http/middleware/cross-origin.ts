import { ApiError } from '../../api-error.js';
import type { Logger } from '../../logger.js';
import type { Middleware, RequestOf } from '../environment.js';
import type { IsOwnPage } from '../own-page.js';

/**
 * Which pages of other origins may write, and read private data. Never with credentials.
 *
 * Hono's `cors` does not fit: it tells unlisted origins which methods and headers exist, answers a preflight with a
 * `Vary` for headers that it never uses, and lets the request itself pass.
 */
export interface CrossOrigin {
  /** The headers of every answer that isn't public. */
  headers(c: RequestOf): Record<string, string>;
  /** Lets pages of configured origins and of the server itself pass. @throws ApiError `forbidden` */
  restrict: Middleware;
  preflight(c: RequestOf): Response;
}

/**
 * Applies to the origins of all sites: which site a request is about is not known yet, and its service checks again.
 *
 * @see siteOfPage
 */
export const crossOrigin = (origins: readonly string[], isOwnPage: IsOwnPage, logger: Logger): CrossOrigin => {
  const listed = new Set(origins);
  const tell = tellOnce(logger);

  const headers = (c: RequestOf): Record<string, string> => {
    const origin = c.req.header('origin');
    // Sent always: an answer to a request without an Origin must not be served from a cache to a page with one.
    if (origin === undefined || !listed.has(origin)) return { Vary: 'Origin' };
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After, ETag, Date',
    };
  };

  const isAllowed = (c: RequestOf): boolean => {
    const origin = c.req.header('origin');
    if (origin === undefined || listed.has(origin) || isOwnPage(origin, c.req.url)) return true;
    tell(origin);
    return false;
  };

  return {
    headers,

    restrict: async (c, next) => {
      if (!isAllowed(c)) throw new ApiError('forbidden', 'Pages of this origin may not take part here.');
      await next();
    },

    preflight: (c) => {
      const allowed = headers(c);
      if (!isAllowed(c) || !('Access-Control-Allow-Origin' in allowed)) {
        return new Response(null, { status: 204, headers: allowed });
      }
      return new Response(null, {
        status: 204,
        headers: {
          ...allowed,
          'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
          'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Starling-Identity',
          'Access-Control-Max-Age': '7200',
        },
      });
    },
  };
};

/** More origins than any owner has; beyond that, somebody is trying things out. */
const mostTold = 100;

/** To the reader, a rejected page looks like a lost connection. So the owner must be told, once for each origin. */
const tellOnce = (logger: Logger) => {
  const told = new Set<string>();
  return (origin: string): void => {
    if (told.has(origin) || told.size >= mostTold) return;
    told.add(origin);
    logger.warn({ origin }, 'A page of this origin may not write. If it is yours, name it by the option --origin.');
  };
};
