import type { ThreadName } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { TransferRow } from '../store/transfer.js';

export interface CountedThread {
  row: TransferRow & ThreadName;
  /** The number of comments imported into it. */
  comments: number;
}

/**
 * The maximum number of threads, and roughly of comments, recounted in one transaction: readers' writes to them wait
 * for its end.
 */
const mostThreads = 50;
const mostComments = 5000;

/** Creates or recounts threads after all their comments were written. Many small ones share a transaction. */
export const countThreads = async (
  store: Store,
  threads: Iterable<CountedThread>,
  now: () => number,
): Promise<void> => {
  let rows: CountedThread['row'][] = [];
  let comments = 0;
  const count = async (): Promise<void> => {
    await store.transfer.recount(rows, now());
    rows = [];
    comments = 0;
  };
  for (const thread of threads) {
    rows.push(thread.row);
    comments += thread.comments;
    if (rows.length >= mostThreads || comments >= mostComments) await count();
  }
  if (rows.length > 0) await count();
};
