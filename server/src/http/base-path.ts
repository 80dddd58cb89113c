import { getPath } from 'hono/utils/url';

/** Finds the path that the routes expect, whether a request arrives with the base path, or a proxy has removed it. */
export interface BasePath {
  pathOf(request: Request): string;
  /** The same request, with the path below the base path. */
  strip(request: Request): Request;
}

/** @param base empty, or a path such as `/comments` */
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
