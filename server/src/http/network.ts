/** Addresses that begin with the same bits. */
export interface Network {
  address: Address;
  /** How many of its bits all addresses of the network share. */
  prefix: number;
}

export interface Address {
  /** 32 for IPv4, 128 for IPv6. */
  bits: 32 | 128;
  value: bigint;
}

/** An address as a number; an IPv4 address that came through an IPv6 socket is that IPv4 address. */
export const parseAddress = (text: string): Address | undefined => {
  if (dotted.test(text)) return { bits: 32, value: fromGroups(text.split('.').map(Number), 8n) };
  if (!text.includes(':')) return undefined;
  // Zones (RFC 4007) tell interfaces of this machine apart. The URL parser knows all ways to write the rest.
  const host = URL.parse(`http://[${text.replace(/%[\w.-]+$/, '')}]/`)?.hostname;
  if (!host) return undefined;
  const value = fromGroups(groupsOf(host.slice(1, -1)), 16n);
  return value >> 32n === mapped ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
};

/** @throws RangeError where it is neither an address nor a network in CIDR notation (RFC 4632) */
export const parseNetwork = (text: string): Network => {
  const [written = '', length, ...rest] = text.split('/');
  const address = parseAddress(written);
  const isLength = length === undefined || /^\d{1,3}$/.test(length);
  const prefix = length === undefined ? address?.bits : Number(length);
  if (!address || rest.length > 0 || !isLength || prefix === undefined || prefix > address.bits) {
    throw new RangeError(`"${text}" is not a network; one is 10.0.0.0/8`);
  }
  return { address, prefix };
};

export const isInNetwork = (address: Address, { address: { bits, value }, prefix }: Network): boolean =>
  address.bits === bits && firstBits(address, prefix) === value >> BigInt(bits - prefix);

/** What one household or office has: 24 bits of IPv4, 64 of IPv6. */
export const networkOf = (address: Address): string =>
  address.bits === 32 ? `4 ${firstBits(address, 24).toString(16)}` : `6 ${firstBits(address, 64).toString(16)}`;

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const dotted = new RegExp(`^${octet}(\\.${octet}){3}$`);

/** Of IPv4-mapped addresses, the bits before the IPv4 address (RFC 4291, 2.5.5.2). */
const mapped = 0xffffn;

const firstBits = ({ bits, value }: Address, count: number): bigint => value >> BigInt(bits - count);

const fromGroups = (groups: number[], bits: bigint): bigint =>
  groups.reduce((value, group) => (value << bits) | BigInt(group), 0n);

/** The eight groups of an IPv6 address as the URL parser gives it: hexadecimal, the longest run of zeros as `::`. */
const groupsOf = (address: string): number[] => {
  const [before = [], after = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16))));
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
};
