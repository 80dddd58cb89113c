/**
 * Says whether an origin is that of the server's own pages: its public address, or the host that the request came to. By
 * host alone: behind a proxy that ends TLS, the page's scheme isn't the one that the request came by.
 */
export type IsOwnPage = (origin: string, url: string) => boolean;

export const ownPages = (publicUrl: string | undefined): IsOwnPage => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (origin, url) => origin === own || hasHostOf(origin, url);
};

/** For cookies: the public address alone where it is known, as the host of a request is anybody's word. */
export const ownOrigin = (publicUrl: string | undefined): IsOwnPage => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (origin, url) => (own === undefined ? hasHostOf(origin, url) : origin === own);
};

const hasHostOf = (origin: string, url: string): boolean => {
  const page = URL.parse(origin);
  return page !== null && /^https?:$/.test(page.protocol) && page.host === new URL(url).host;
};
