import { isIP, isIPv6 } from 'node:net';

/** @throws RangeError where it is not the origin of a web page */
export const checkedOrigin = (value: string): string => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  const isOrigin = parsed && /^https?:$/.test(parsed.protocol) && [parsed.origin, `${parsed.origin}/`].includes(value);
  if (!isOrigin) throw new RangeError(`"${value}" is not an origin; one is https://blog.example`);
  return parsed.origin;
};

export interface Network {
  address: string;
  /** How many of its bits all addresses of the network share. */
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/** @throws RangeError where it is neither an address nor a network in CIDR notation (RFC 4632) */
export const checkedNetwork = (value: string): Network => {
  const [address = '', length, ...rest] = value.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const bits = family === 'ipv6' ? 128 : 32;
  const isNetwork =
    isIP(address) !== 0 && rest.length === 0 && /^\d{1,3}$/.test(length ?? '0') && Number(length ?? 0) <= bits;
  if (!isNetwork) throw new RangeError(`"${value}" is not a network; one is 10.0.0.0/8`);
  return { address, prefix: length === undefined ? bits : Number(length), family };
};
