import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** All addresses that begin with the same bits: one of them, and the number of bits. */
export type Network = [address: Address, prefix: number];

/** An IPv4 address that arrives through an IPv6 socket is parsed as that IPv4 address. */
export const parseAddress = (text: string): Address | undefined =>
  isPlain(text) && ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

/** @throws RangeError if it is neither an address nor a network in CIDR notation (RFC 4632) */
export const parseNetwork = (text: string): Network => {
  const address = parseAddress(text);
  if (address) return [address, address.toByteArray().length * 8];
  if (!isPlain(text) || !ipaddr.isValidCIDR(text)) {
    throw new RangeError(`"${text}" is not a network; one is 10.0.0.0/8`);
  }
  const [network, prefix] = ipaddr.parseCIDR(text);
  const isMapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && prefix >= mappedBits;
  return isMapped ? [network.toIPv4Address(), prefix - mappedBits] : [network, prefix];
};

export const isInNetwork = (address: Address, [network, prefix]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, prefix);

/** The largest network that one household or office usually has: 24 bits of IPv4, 56 of IPv6 (RFC 6177). */
export const networkOf = (address: Address): string =>
  `${address.kind()} ${address
    .toByteArray()
    .slice(0, address.kind() === 'ipv4' ? 3 : 7)
    .join('.')}`;

/** The library also accepts C's notations, such as "127.1", "0x7f.1" and octal numbers. */
const isPlain = (text: string): boolean => text.includes(':') || plain.test(text);

/** In IPv4-mapped addresses, the number of bits before the IPv4 address (RFC 4291, 2.5.5.2). */
const mappedBits = 96;

const plain = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}(\/\d+)?$/;
