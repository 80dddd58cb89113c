import type { Client, ClientBase } from 'pg';
import { StoreUnavailable } from '../../store-unavailable.js';
import { codeOf, reasonOf } from './store-error.js';

/** The server that takes writes. */
export interface Primary {
  address: string;
  timeline: number;
}

/**
 * Asks all servers at once, and gives the one that takes writes. Of several, as where a primary comes back that was
 * replaced meanwhile, the one on the latest timeline: each promotion begins a new one.
 *
 * @param known the latest timeline that was ever seen: no server is good that is behind it
 * @throws StoreUnavailable where none takes writes; its message has what each said
 */
export const findPrimary = async (
  addresses: readonly string[],
  known: number,
  connect: (address: string) => Promise<Client>,
): Promise<Primary> => {
  const reasons: string[] = [];
  const found = await Promise.all(
    addresses.map(async (address): Promise<Primary[]> => {
      try {
        const client = await connect(address);
        const timeline = await timelineOf(client, known).finally(() => client.end());
        return [{ address, timeline }];
      } catch (error) {
        reasons.push(`${new URL(address).host}: ${error instanceof Error ? reasonOf(error) : error}`);
        return [];
      }
    }),
  );
  // A stable sort: of two on one timeline, the first that is listed.
  const [primary] = found.flat().sort((a, b) => b.timeline - a.timeline);
  if (!primary) throw new StoreUnavailable(`No server takes writes. ${reasons.join('; ')}`);
  return primary;
};

/**
 * The timeline that a server writes on; 0 of a system that has none.
 *
 * @throws StoreUnavailable where it only reads, or has been replaced
 */
export const timelineOf = async (client: ClientBase, known: number): Promise<number> => {
  const timeline = await askTimeline(client);
  if (timeline === undefined) throw new StoreUnavailable('it only reads');
  if (timeline < known) throw new StoreUnavailable('another server was promoted in its place');
  return timeline;
};

const askTimeline = async (client: ClientBase): Promise<number | undefined> => {
  try {
    // What has been checkpointed may still be of the timeline before. The name of a log file begins with its timeline.
    const { rows } = await client.query<{ file: string | null }>(`select case
      when current_setting('transaction_read_only') = 'off' then pg_walfile_name(pg_current_wal_insert_lsn())
      end as file`);
    const file = rows[0]?.file;
    return file ? Number.parseInt(file.slice(0, timelineDigits), 16) : undefined;
  } catch (error) {
    // Systems that only speak PostgreSQL's protocol, and write their logs otherwise.
    if (!/^(0A|42|55)/.test(codeOf(error))) throw error;
    const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
    return rows[0]?.transaction_read_only === 'off' ? 0 : undefined;
  }
};

const timelineDigits = 8;
