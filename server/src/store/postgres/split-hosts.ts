export interface Hosts {
  /** One address for each host, in their order. */
  addresses: string[];
  /** Whether the one that takes writes has to be found, as one address alone may lead anywhere. */
  search: boolean;
}

/**
 * Takes `postgres://user@one:5432,two:5432/database` apart, as libpq does:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS. `pg` knows one host.
 *
 * @throws RangeError where the address asks for a server that does not take writes
 */
export const splitHosts = (address: string): Hosts => {
  const wanted = attributes.exec(address)?.[1];
  if (wanted !== undefined && !/^(any|read-write|primary)$/.test(wanted)) {
    throw new RangeError(`target_session_attrs=${wanted} names a server that can’t be written; one is read-write`);
  }
  const [, begin = '', hosts = '', rest = ''] = parts.exec(address) ?? [];
  const addresses = hosts.split(',').map((host) => `${begin}${host}${rest}`);
  if (addresses.length === 1) return { addresses: [address], search: wanted !== undefined && wanted !== 'any' };
  return { addresses, search: true };
};

/** Scheme and user; hosts; database and parameters. A password has neither slash nor question mark as it is. */
const parts = /^(\w+:\/\/(?:[^/?]*@)?)([^/?]*)(.*)$/;

const attributes = /[?&]target_session_attrs=([^&]*)/;
