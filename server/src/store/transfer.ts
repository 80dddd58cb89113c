import type { Database, DerivedTable } from './sql/database.js';
import type { ThreadName } from './requests.js';

/**
 * Whole rows, for taking everything elsewhere and bringing it back: the one part of the store that does not speak in
 * records, so that nothing that is kept is left behind.
 */
export type TransferRow = Record<string, string | number | null>;

/** Any of the tables; none is left out that does not follow from the others, but that of events, forgotten in minutes. */
export type TransferTable = Exclude<keyof Database, DerivedTable | 'events'>;

/** What may stand in a column. `derived` follows from other rows, and is counted anew by an import. */
export type ColumnKind = 'text' | 'text?' | 'number' | 'number?' | 'derived';

export interface TransferReads {
  /** Rows after the given one, in the order of the table's key; of one site where it is named. */
  page(table: TransferTable, after: TransferRow | undefined, limit: number, site?: string): Promise<TransferRow[]>;
  /** The comments that have one of these ids, of any site. */
  having(ids: string[]): Promise<{ id: string; site: string }[]>;
  hasThread(name: ThreadName): Promise<boolean>;
  /** The key of the thread that another was moved to; nothing where it was not. */
  movedTo(name: ThreadName): Promise<string | undefined>;
}

export interface TransferWrites {
  /** Writes the rows that are not there yet, by their keys, as one transaction. Gives for each whether it was added. */
  keep(table: TransferTable, rows: TransferRow[]): Promise<boolean[]>;
  /**
   * Counts threads anew, as one transaction: replies, lists, totals and stars. Where there is no such thread it is made of
   * the row. Changes nothing, not even a version, where all counts are right already.
   */
  recount(rows: readonly (TransferRow & ThreadName)[], now: number): Promise<void>;
}
