export interface Hosts {
  /** One address for each host, in the given order. */
  addresses: string[];
  /**
   * Whether the host that accepts writes must be searched for. False for a single address, which may lead to any
   * server.
   */
  search: boolean;
}

/**
 * Splits `postgres://user@one:5432,two:5432/database` as libpq does:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS. `pg` itself supports a single host.
 *
 * @throws RangeError if the address asks for a server that does not accept writes
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

/** Scheme and user; hosts; database and parameters. An unescaped password contains no slash or question mark. */
const parts = /^(\w+:\/\/(?:[^/?]*@)?)([^/?]*)(.*)$/;

const attributes = /[?&]target_session_attrs=([^&]*)/;
