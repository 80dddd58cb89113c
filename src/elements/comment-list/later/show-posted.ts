import type { ThreadStore } from '../../../thread/thread-store.js';
import { noteVisit } from '../../../thread/visits.js';
import { findInShadows } from '../../base/later/find-in-shadows.js';
import type { ListHost } from '../list-host.js';
import { focusComment } from './go-to.js';
import { scrollToComment } from './scroll-to.js';

/** Scrolls to a reader's new comment and focuses it. Does nothing if no list on the page shows the thread. */
export async function showPosted(store: ThreadStore, id: string): Promise<void> {
  noteVisit(store.target);
  const lists = findInShadows(document, 'starling-comment-list') as ListHost[];
  const list = lists.find((each) => each.store === store);
  if (!list) return;
  await list.updateComplete;
  focusComment(list, id);
  await scrollToComment(list, id);
}
