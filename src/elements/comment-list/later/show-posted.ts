import { setMessages } from '../../../i18n/locale.js';
import { enLate } from '../../../locales/en-late.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import { noteVisit } from '../../../thread/visits.js';
import { findInShadows } from '../../base/later/find-in-shadows.js';
import type { ListHost } from '../list-host.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { focusComment } from './go-to.js';
import { listActionStyles } from './list-actions.styles.js';
import { scrollToComment } from './scroll-to.js';

setMessages('en', enLate, true);

/** Gives the list the styles that a comment appears with, if the reader has not been there yet. */
export function prepareForPosted(store: ThreadStore): void {
  const list = listOf(store);
  if (list) adoptStyles(list.renderRoot, listActionStyles);
}

/** Scrolls to a reader's new comment and focuses it. Does nothing if no list on the page shows the thread. */
export async function showPosted(store: ThreadStore, id: string): Promise<void> {
  noteVisit(store.target);
  const list = listOf(store);
  if (!list) return;
  await list.updateComplete;
  focusComment(list, id);
  await scrollToComment(list, id);
}

const listOf = (store: ThreadStore): ListHost | undefined =>
  (findInShadows(document, 'starling-comment-list') as ListHost[]).find((each) => each.store === store);
