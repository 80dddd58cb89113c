import pg from 'pg';

const eightByteInteger = 20;

/** What every connection needs. Whole numbers are numbers: none of ours is past what JavaScript counts exactly. */
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
 * Connections for requests. Whoever waits for one for longer than `patience` milliseconds is refused, and so is whoever
 * would get one that `check` rejects.
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
    // A server that has gone without a word would be waited for until the network gives up, for minutes.
    query_timeout: 30_000,
  });
  // A connection that is lost while nobody uses it is replaced when one is needed again.
  pool.on('error', () => {});
  return pool;
};

/** A connection of its own, for what takes longer than a request may. To be ended by whoever asked for it. */
export const connectAlone = async (address: string, patience: number): Promise<pg.Client> => {
  const client = new pg.Client({ ...connection(address), connectionTimeoutMillis: patience });
  // What fails by it fails with it.
  client.on('error', () => {});
  await client.connect();
  return client;
};
