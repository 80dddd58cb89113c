import type { Database, DerivedTable } from './sql/database.js';
import type { ThreadName } from './requests.js';

/**
 * Whole rows, for exporting all data and importing it again. This is the one part of the store that doesn't work with
 * records, so that no stored column is left out.
 */
export type TransferRow = Record<string, string | number | null>;

/** All tables, except for those derived from the others, and the events, which are purged within minutes. */
export type TransferTable = Exclude<keyof Database, DerivedTable | 'events'>;

/** What a column may contain. A `derived` value follows from other rows, and an import recalculates it. */
export type ColumnKind = 'text' | 'text?' | 'number' | 'number?' | 'derived';

export interface TransferReads {
  /** Rows after the given one, in the order of the table's key; only those of one site if it is named. */
  page(table: TransferTable, after: TransferRow | undefined, limit: number, site?: string): Promise<TransferRow[]>;
  /** The comments with one of these ids, on any site. */
  having(ids: string[]): Promise<{ id: string; site: string }[]>;
  hasThread(name: ThreadName): Promise<boolean>;
  /** The key of the thread that this one was moved to; undefined if it was not moved. */
  movedTo(name: ThreadName): Promise<string | undefined>;
}

export interface TransferWrites {
  /** Inserts the rows whose keys don't exist yet, in one transaction. Returns how many there were. */
  keep(table: TransferTable, rows: TransferRow[]): Promise<number>;
  /**
   * Recalculates threads, in one transaction: replies, lists, totals and stars. A thread that does not exist is created
   * from its row. If all counts are already right, nothing changes, not even a version.
   */
  recount(rows: readonly (TransferRow & ThreadName)[], now: number): Promise<void>;
}
