import type { Store } from '../store/store.js';
import type { ImportFormat } from './imported.js';

export interface ImportRequest {
  store: Store;
  format: ImportFormat;
  file: string;
  /** The site to import into; by default the one named in the file, or else the site without a name. */
  site?: string;
  /** Only reports what an import would do. */
  dryRun?: boolean;
  now: () => number;
  /** Called now and then with the number of rows read so far, and the total. */
  progress?: (done: number, total: number | undefined) => void;
}

/** Rows per transaction: each transaction waits for the disk, and makes other writers wait. */
export const batchSize = 2000;
