import { findComment } from './change-thread.js';
import { checkComments } from './check-page.js';
import type { ThreadStore } from './thread-store.js';

/**
 * Shows the branch of a linked comment in place of the pages, if the comment is not loaded. If that fails, the thread
 * stays as it is.
 */
export async function findLinked(store: ThreadStore, id: string): Promise<void> {
  if (findComment(store, id)) return;
  try {
    const branch = await (await store.ready()).find?.({ ...store.target, id });
    if (branch) checkComments([branch.root, ...branch.path]);
    // If the backend can't look up a comment, a page may still contain it.
    if (branch && !findComment(store, id)) store.linked = { ...branch.root, replies: branch.path, repliesNext: null };
  } finally {
    if (store.status === 'initial') await store.load();
    else store.changed();
  }
}

/** Goes back from the linked branch to the whole thread. */
export function leaveLinked(store: ThreadStore): void {
  store.linked = undefined;
  store.changed();
}
