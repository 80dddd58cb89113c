import type { Store } from '../store/store.js';
import type { ImportFormat } from './imported.js';

export interface ImportRequest {
  store: Store;
  format: ImportFormat;
  file: string;
  /** Where everything goes; by default where the file says, or the site without a name. */
  site?: string;
  /** Only reports what would be done. */
  dryRun?: boolean;
  now: () => number;
  /** Told now and then how many rows of how many were read. */
  progress?: (done: number, total: number | undefined) => void;
}

/** Rows of a transaction: each waits for the disk, and keeps those who write meanwhile waiting. */
export const batchSize = 2000;
