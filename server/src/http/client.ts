import { readersLanguage } from '../mail/texts/texts.js';
import type { Client } from '../service/rate-limits.js';
import type { IsOwnPage } from './own-page.js';
import { isInNetwork, networkOf, parseAddress, parseNetwork, type Address } from './network.js';

/** What the surrounding server knows about a request. */
export interface RequestContext {
  /** The address of the connection's peer. */
  address?: string;
}

export type ClientReader = (request: Request, context: RequestContext) => Client;

/**
 * Finds the client of a request, behind the trusted proxies. A request from this machine gets no special treatment: it
 * may come from an unlisted proxy that serves the whole world.
 *
 * @throws RangeError if one of the proxies is not a network
 */
export const clientReader = (trustedProxies: readonly string[], isOwnPage: IsOwnPage): ClientReader => {
  const trusted = trustedProxies.map(parseNetwork);

  const addressOf = (request: Request, address: string | undefined): Address | undefined => {
    let client = address === undefined ? undefined : parseAddress(address);
    if (!client) return undefined;
    // Each proxy appends the peer that it saw, so the list is read from the right, for as long as the proxies are
    // trusted.
    const hops = request.headers.get('x-forwarded-for')?.split(',') ?? [];
    for (;;) {
      const peer = client;
      if (!trusted.some((network) => isInNetwork(peer, network))) break;
      const hop = parseAddress(hops.pop()?.trim() ?? '');
      if (!hop) break;
      client = hop;
    }
    return client;
  };

  return (request, { address }) => {
    const { headers } = request;
    const origin = headers.get('origin');
    const peer = addressOf(request, address);
    return {
      network: peer && networkOf(peer),
      language: readersLanguage(headers.get('accept-language')),
      sender: () => ({
        address: peer?.toString(),
        userAgent: headers.get('user-agent') ?? undefined,
        referrer: headers.get('referer') ?? undefined,
      }),
      ...(origin !== null && { page: { origin, isOwn: isOwnPage(origin, request.url) } }),
    };
  };
};
