import { findComment } from './change-thread.js';
import { checkComments } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/** Shows a comment that is not loaded by its branch, in place of the pages; the thread stays where that fails. */
export async function findLinked(store: ThreadStore, id: string): Promise<void> {
  if (findComment(store, id)) return;
  try {
    const branch = await (await store.ready()).find?.({ ...store.target, id });
    if (branch) checkComments([branch.root, ...branch.path]);
    // Where a backend can't look one up, it may still come with a page.
    if (branch && !findComment(store, id)) store.linked = { ...branch.root, replies: branch.path, repliesNext: null };
  } finally {
    if (store.status === 'initial') await store.load();
    else store.changed();
  }
}

/** From the linked branch to the whole thread. */
export function leaveLinked(store: ThreadStore): void {
  store.linked = undefined;
  store.changed();
}
