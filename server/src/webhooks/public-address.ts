import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the Internet at large: none of this machine, of a network of one's own, of a cloud's
 * inside, nor one that leads there by another notation, as IPv4 inside of IPv6 (RFC 6890, RFC 6052, RFC 3056).
 */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) !== 0 && ipaddr.process(address).range() === 'unicast' && !isSiteLocal(address);

/** Deprecated (RFC 3879), and still in use inside of networks. */
const isSiteLocal = (address: string): boolean => /^fe[c-f]/i.test(address);
