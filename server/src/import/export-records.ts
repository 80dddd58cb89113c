import { transferColumns } from '../store/sql/transfer-columns.js';
import type { Store } from '../store/store.js';
import type { ColumnKind, TransferRow } from '../store/transfer.js';
import { version } from '../version.js';
import { formatVersion, recordTypes, toCamelCase } from './starling-format.js';

const pageSize = 500;

/**
 * Everything stored about one site or all sites, as lines of JSON in the order of their keys, so that the same rows
 * give the same text. The export is a snapshot. It does not contain the server's secret, with which it recognises
 * visitors.
 */
export const exportRecords = async (
  store: Store,
  site: string | undefined,
  now: number,
  write: (line: string) => Promise<void>,
): Promise<number> => {
  let rows = 0;
  await write(
    `${JSON.stringify({ starling: formatVersion, server: version, exportedAt: new Date(now).toISOString() })}\n`,
  );
  await store.read(async ({ transfer }) => {
    const threadIds = new Map<unknown, unknown>();
    for (const [type, table] of Object.entries(recordTypes)) {
      let after: TransferRow | undefined;
      do {
        const page = await transfer.page(table, after, pageSize, site);
        for (const row of page) {
          if (table === 'threads') threadIds.set(row.thread, row.thread_id);
          await write(`${JSON.stringify(toRecord(type, table, row, threadIds))}\n`);
          rows++;
        }
        after = page.length === pageSize ? page.at(-1) : undefined;
      } while (after);
    }
  });
  return rows;
};

const toRecord = (
  type: string,
  table: keyof typeof transferColumns,
  row: TransferRow,
  threadIds: ReadonlyMap<unknown, unknown>,
): Record<string, unknown> => {
  const record: Record<string, unknown> = { type };
  for (const [column, kind] of Object.entries<ColumnKind>(transferColumns[table])) {
    if (column === 'thread') record.threadId = threadIds.get(row.thread);
    else if (kind !== 'derived') record[toCamelCase(column)] = row[column];
  }
  return record;
};
