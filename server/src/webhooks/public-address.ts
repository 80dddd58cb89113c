import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an address is on the public Internet: not on this machine, in a private network or in a cloud's internal
 * network, nor one that leads there in another notation, such as IPv4 within IPv6 (RFC 6890, RFC 6052, RFC 3056).
 */
export const isPublicAddress = (address: string): boolean => {
  // The library does not parse every notation that the system's resolver returns, such as `::127.0.0.1`.
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || isGlobal(parsed as ipaddr.IPv6));
};

/** The range of all public IPv6 addresses, and the ranges within it that are reserved for other purposes. */
const assigned = ipaddr.IPv6.parseCIDR('2000::/3');
const setAside = ['2001::/23', '3fff::/20'].map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * @see https://www.iana.org/assignments/ipv6-unicast-address-assignments
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const isGlobal = (address: ipaddr.IPv6): boolean =>
  address.match(assigned) && !setAside.some((range) => address.match(range));
