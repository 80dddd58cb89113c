import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the Internet at large: none of this machine, of a network of one's own, of a cloud's
 * inside, nor one that leads there by another notation, as IPv4 inside of IPv6 (RFC 6890, RFC 6052, RFC 3056).
 */
export const isPublicAddress = (address: string): boolean => {
  // The library does not know each notation that the system's resolver gives, such as `::127.0.0.1`.
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || isGlobal(parsed as ipaddr.IPv6));
};

/** Where all addresses of the Internet at large are, and in it what is set aside for other things. */
const assigned = ipaddr.IPv6.parseCIDR('2000::/3');
const setAside = ['2001::/23', '3fff::/20'].map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * @see https://www.iana.org/assignments/ipv6-unicast-address-assignments
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const isGlobal = (address: ipaddr.IPv6): boolean =>
  address.match(assigned) && !setAside.some((range) => address.match(range));
