/**
 * Tells whether an origin is that of the server's own pages: its public address, or the host that the request was sent
 * to. Only hosts are compared, because behind a proxy that ends TLS the page has another scheme than the request.
 */
export type IsOwnPage = (origin: string, url: string) => boolean;

export const ownPages = (publicUrl: string | undefined): IsOwnPage => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (origin, url) => origin === own || hasHostOf(origin, url);
};

/** For cookies: if the public address is known, only that counts, because a client can set any host in a request. */
export const ownOrigin = (publicUrl: string | undefined): IsOwnPage => {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (origin, url) => (own === undefined ? hasHostOf(origin, url) : origin === own);
};

const hasHostOf = (origin: string, url: string): boolean => {
  const page = URL.parse(origin);
  return page !== null && /^https?:$/.test(page.protocol) && page.host === new URL(url).host;
};
