import { ApiError } from '../api-error.js';

/** Which pages of other origins may write, and read what is not public. Never with credentials. */
export interface CrossOrigin {
  /** Headers of any answer that isn't for everybody. */
  headers(request: Request): Record<string, string>;
  /** @throws ApiError `forbidden` where a page of an origin that isn't listed wants to write */
  check(request: Request): void;
  preflight(request: Request): Response;
}

export const crossOrigin = (origins: readonly string[]): CrossOrigin => {
  const listed = new Set(origins);

  const headers = (request: Request): Record<string, string> => {
    const origin = request.headers.get('origin');
    // Always: what is answered without an Origin must not be served to a page with one.
    if (origin === null || !listed.has(origin)) return { Vary: 'Origin' };
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Retry-After, ETag',
    };
  };

  return {
    headers,

    check: (request) => {
      const origin = request.headers.get('origin');
      if (origin === null || listed.has(origin) || isOwn(origin, request)) return;
      throw new ApiError('forbidden', 'Pages of this origin may not write here.');
    },

    preflight: (request) => {
      const allowed = headers(request);
      if (!('Access-Control-Allow-Origin' in allowed)) return new Response(null, { status: 204, headers: allowed });
      return new Response(null, {
        status: 204,
        headers: {
          ...allowed,
          'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
          'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
          'Access-Control-Max-Age': '7200',
        },
      });
    },
  };
};

/** By host alone: behind a proxy that ends TLS, the page's scheme isn't the one that the request came by. */
const isOwn = (origin: string, request: Request): boolean =>
  URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
