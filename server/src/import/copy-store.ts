import { createHash, type Hash } from 'node:crypto';
import type { Store } from '../store/store.js';
import { transferTables } from '../store/sql/transfer-columns.js';
import type { TransferRow, TransferTable } from '../store/transfer.js';

const pageSize = 500;

/** The number of rows copied to each table. */
export type CopyReport = Partial<Record<TransferTable, number>>;

/**
 * Copies everything from one database to another, which must contain nothing else; they may be of different kinds.
 * Every row is copied as it is, including the secret. The copy is a snapshot: changes made to the first database
 * meanwhile are not in it. An interrupted copy is continued. At the end both are compared, row by row.
 *
 * @throws Error if the second database contains something that the first does not
 */
export const copyStore = async (
  from: Store,
  to: Store,
  progress: (rows: number) => void = () => {},
): Promise<CopyReport> => {
  const report: CopyReport = {};
  const sums = new Map<TransferTable, string>();
  let rows = 0;
  await from.read(async ({ transfer }) => {
    for (const table of transferTables) {
      const sum = createHash('sha256');
      let count = 0;
      for await (const page of pagesOf(transfer.page, table)) {
        await to.transfer.keep(table, page);
        addTo(sum, page);
        count += page.length;
        progress((rows += page.length));
      }
      report[table] = count;
      sums.set(table, sum.digest('hex'));
    }
  });
  await to.read(async ({ transfer }) => {
    for (const [table, expected] of sums) {
      const sum = createHash('sha256');
      for await (const page of pagesOf(transfer.page, table)) addTo(sum, page);
      if (sum.digest('hex') !== expected) {
        throw new Error(
          `The table ${table} is not the same in both: the second database must have nothing of its own.`,
        );
      }
    }
  });
  return report;
};

async function* pagesOf(
  page: (table: TransferTable, after: TransferRow | undefined, limit: number) => Promise<TransferRow[]>,
  table: TransferTable,
): AsyncGenerator<TransferRow[]> {
  let after: TransferRow | undefined;
  do {
    const rows = await page(table, after, pageSize);
    if (rows.length > 0) yield rows;
    after = rows.length === pageSize ? rows.at(-1) : undefined;
  } while (after);
}

const addTo = (sum: Hash, rows: TransferRow[]): void => {
  for (const row of rows) sum.update(`${JSON.stringify(row)}\n`);
};
