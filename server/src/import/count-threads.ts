import type { ThreadName } from '../store/requests.js';
import type { Store } from '../store/store.js';
import type { TransferRow } from '../store/transfer.js';

export interface CountedThread {
  row: TransferRow & ThreadName;
  /** That were imported into it. */
  comments: number;
}

/** Threads, and about as many comments, that are counted in one transaction: readers' writes into them wait for its end. */
const mostThreads = 50;
const mostComments = 5000;

/** Makes threads, or counts them anew, once all their comments are there. Many small ones wait for the disk together. */
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
