import pg from 'pg';

const eightByteInteger = 20;

/** What every connection needs. Big integers are parsed as numbers: none of ours exceeds JavaScript's safe integers. */
const connection = (address: string): pg.ClientConfig => ({
  connectionString: address,
  application_name: 'starling',
  keepAlive: true,
  types: {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === eightByteInteger ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  },
});

/**
 * A pool of connections for requests. A request is refused if it waits for a connection for more than `patience`
 * milliseconds, or if `check` rejects its new connection.
 */
export const createPool = (
  address: string,
  size: number,
  patience: number,
  check?: (client: pg.ClientBase) => Promise<void>,
): pg.Pool => {
  const pool = new pg.Pool({
    ...connection(address),
    pipeline: true,
    onConnect: check,
    max: size,
    connectionTimeoutMillis: patience,
    idleTimeoutMillis: 60_000,
    // Without this, a query to a server that vanished silently would wait for minutes, until the network gives up.
    query_timeout: 30_000,
  });
  // A connection lost while idle is replaced when one is needed again, so its error can be ignored.
  pool.on('error', () => {});
  return pool;
};

/** A separate connection, for work that takes longer than a request may. The caller must end it. */
export const connectAlone = async (address: string, patience: number): Promise<pg.Client> => {
  const client = new pg.Client({ ...connection(address), connectionTimeoutMillis: patience });
  // Queries on a lost connection fail themselves, so this event can be ignored.
  client.on('error', () => {});
  await client.connect();
  return client;
};
