import { BlockList, isIP, isIPv6 } from 'node:net';
import { checkedNetwork } from '../service/checked.js';
import type { Client } from '../service/rate-limits.js';

/** What the server around the handler knows of a request. */
export interface RequestContext {
  /** Address of the peer that the connection comes from. */
  address?: string;
}

/** The proxies whose word is taken for whom they speak for. */
export const clientReader = (trustedProxies: readonly string[]) => {
  const trusted = new BlockList();
  for (const range of trustedProxies) {
    const { address, prefix, family } = checkedNetwork(range);
    trusted.addSubnet(address, prefix, family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  return (request: Request, { address }: RequestContext): Client => {
    const peer = address === undefined ? undefined : plain(address);
    if (peer === undefined) return { local: false };
    const forwarded = request.headers.get('x-forwarded-for');
    let client = peer;
    // Each proxy adds the peer that it saw: from the right, as far as the word of trusted ones goes.
    const hops = forwarded?.split(',').map((hop) => plain(hop.trim())) ?? [];
    while (isTrusted(client)) {
      const hop = hops.pop();
      if (hop === undefined || !isIP(hop)) break;
      client = hop;
    }
    return { network: networkOf(client), local: forwarded === null && isLoopback(peer) };
  };
};

/** An IPv4 address that came through an IPv6 socket is that IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** What one household or office has: 24 bits of IPv4, 64 of IPv6. */
const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address.split('.').slice(0, 3).join('.');
  const [head = '', tail = ''] = address.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
