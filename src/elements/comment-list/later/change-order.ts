import type { Sort } from '../../../contract.js';
import { keep } from '../../../platform/storage.js';
import { noteVisit } from '../../../thread/visits.js';
import type { ListHost } from '../list-host.js';

/** Shows the comments in another sort order, and says so once they are shown. */
export async function changeOrder(list: ListHost, sort: Sort): Promise<void> {
  const store = list.store!;
  noteVisit(store.target);
  // open-thread.ts reads this value: the reader's choice counts on this site from now on.
  keep('starling:sort', sort);
  list.notice = undefined;
  await store.show(sort, store.rating);
  // Another sort order may have been chosen meanwhile.
  if (store.status !== 'complete' || store.sort !== sort) return;
  list.notice = (l10n) => l10n.text('sorted', { order: l10n.text(sort) });
}
