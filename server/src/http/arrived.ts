import { hashWithKey } from '../hash.js';
import { isInNetwork, parseAddress, parseNetwork } from './network.js';
import type { RequestContext } from './client.js';

/** A request as it came in after all proxies: for the doctor alone, who knows the server's secret. */
export interface Arrived {
  peer: string;
  forwardedFor: string | null;
  /** Whether the peer is a proxy whose word is taken. */
  isTrusted: boolean;
}

/** Good for a minute, so that it need not be kept. */
export const doctorsSignature = (secret: string, now: number): string =>
  hashWithKey(secret, `doctor ${Math.floor(now / 60_000)}`);

/** What arrived, where the doctor asks. */
export const arrivedReader = (secret: string, trustedProxies: readonly string[], now: () => number) => {
  const trusted = trustedProxies.map(parseNetwork);
  return (request: Request, { address = '' }: RequestContext): Arrived | undefined => {
    const signature = request.headers.get('starling-doctor');
    if (signature === null) return undefined;
    if (![now(), now() - 60_000].some((time) => doctorsSignature(secret, time) === signature)) return undefined;
    const peer = parseAddress(address);
    return {
      peer: peer?.toString() ?? address,
      forwardedFor: request.headers.get('x-forwarded-for'),
      isTrusted: peer !== undefined && trusted.some((network) => isInNetwork(peer, network)),
    };
  };
};
