import { getPath } from 'hono/utils/url';

/** Paths as the routes know them, of requests that arrive with the base path or, from a proxy that took it off, without. */
export interface BasePath {
  pathOf(request: Request): string;
  /** The same request, to the path below the base path. */
  strip(request: Request): Request;
}

/** @param base empty, or `/comments` */
export const basePath = (base: string): BasePath => {
  if (base === '') return { pathOf: getPath, strip: (request) => request };
  const below = (path: string): string =>
    path === base ? '/' : path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  return {
    pathOf: (request) => below(getPath(request)),
    strip: (request) => {
      const url = new URL(request.url);
      const path = below(url.pathname);
      if (path === url.pathname) return request;
      url.pathname = path;
      return new Request(url, request);
    },
  };
};
