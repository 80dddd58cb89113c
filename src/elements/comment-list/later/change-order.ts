import type { Sort } from '../../../contract.js';
import { keep } from '../../../platform/storage.js';
import { noteVisit } from '../../../thread/visits.js';
import type { ListHost } from '../list-host.js';

/** Shows the comments in another order, and says so once they are. */
export async function changeOrder(list: ListHost, sort: Sort): Promise<void> {
  const store = list.store!;
  noteVisit(store.target);
  // Read by open-thread.ts: on this site the reader's choice counts from now on.
  keep('starling:sort', sort);
  list.notice = undefined;
  await store.show(sort, store.rating);
  // Another order may have been chosen meanwhile.
  if (store.status !== 'complete' || store.sort !== sort) return;
  list.notice = (l10n) => l10n.text('sorted', { order: l10n.text(sort) });
}
