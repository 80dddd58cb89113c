import { hashWithKey } from '../hash.js';
import { isInNetwork, parseAddress, parseNetwork } from './network.js';
import type { RequestContext } from './client.js';

/** A request as it arrived after all proxies. Shown only to the doctor, which knows the server's secret. */
export interface Arrived {
  peer: string;
  forwardedFor: string | null;
  /** Whether the peer is a trusted proxy. */
  isTrusted: boolean;
}

/** Valid for a minute at most, so that it need not be stored. */
export const doctorsSignature = (secret: string, now: number): string =>
  hashWithKey(secret, `doctor ${Math.floor(now / 60_000)}`);

/** Reports what arrived, if the doctor asks. */
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
