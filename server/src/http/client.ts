import { readersLanguage } from '../mail/texts/texts.js';
import type { Client } from '../service/rate-limits.js';
import type { IsOwnPage } from './own-page.js';
import { isInNetwork, networkOf, parseAddress, parseNetwork, type Address } from './network.js';

/** What the server around the handler knows of a request. */
export interface RequestContext {
  /** Address of the peer that the connection comes from. */
  address?: string;
}

export type ClientReader = (request: Request, context: RequestContext) => Client;

/**
 * Finds out who asks, behind the proxies whose word is taken for whom they speak for. A request from this very machine
 * is nothing special: it may be a proxy that nobody named, with the whole world behind it.
 *
 * @throws RangeError where one of them is no network
 */
export const clientReader = (trustedProxies: readonly string[], isOwnPage: IsOwnPage): ClientReader => {
  const trusted = trustedProxies.map(parseNetwork);

  const addressOf = (request: Request, address: string | undefined): Address | undefined => {
    let client = address === undefined ? undefined : parseAddress(address);
    if (!client) return undefined;
    // Each proxy adds the peer that it saw: from the right, as far as the word of trusted ones goes.
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
