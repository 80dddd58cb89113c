import type { Client, ClientBase } from 'pg';
import { StoreUnavailable } from '../../store-unavailable.js';
import { codeOf, reasonOf } from './store-error.js';

/** The server that accepts writes. */
export interface Primary {
  address: string;
  timeline: number;
}

/**
 * Asks all servers at once, and returns the one that accepts writes. There can be several, for example if a primary
 * that was replaced comes back. Then it returns the one on the latest timeline, as each promotion starts a new one.
 *
 * @param known the latest timeline ever seen: a server behind it is rejected
 * @throws StoreUnavailable if no server accepts writes; the message contains the reason of each
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
  // The sort is stable: of two servers on the same timeline, the first one listed wins.
  const [primary] = found.flat().sort((a, b) => b.timeline - a.timeline);
  if (!primary) throw new StoreUnavailable(`No server takes writes. ${reasons.join('; ')}`);
  return primary;
};

/**
 * The timeline that a server writes on; 0 for a system that has no timelines.
 *
 * @throws StoreUnavailable if the server is read-only, or has been replaced
 */
export const timelineOf = async (client: ClientBase, known: number): Promise<number> => {
  const timeline = await askTimeline(client);
  if (timeline === undefined) throw new StoreUnavailable('it only reads');
  if (timeline < known) throw new StoreUnavailable('another server was promoted in its place');
  return timeline;
};

const askTimeline = async (client: ClientBase): Promise<number | undefined> => {
  try {
    // The last checkpoint may still name the previous timeline, so it is read from the name of the current log file.
    const { rows } = await client.query<{ file: string | null }>(`select case
      when current_setting('transaction_read_only') = 'off' then pg_walfile_name(pg_current_wal_insert_lsn())
      end as file`);
    const file = rows[0]?.file;
    return file ? Number.parseInt(file.slice(0, timelineDigits), 16) : undefined;
  } catch (error) {
    // Systems that speak PostgreSQL's protocol but have no such log files.
    if (!/^(0A|42|55)/.test(codeOf(error))) throw error;
    const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
    return rows[0]?.transaction_read_only === 'off' ? 0 : undefined;
  }
};

const timelineDigits = 8;
