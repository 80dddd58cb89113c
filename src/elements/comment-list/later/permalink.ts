import type { StarlingCommentList } from '../comment-list.js';
import { commentPlace, focusComment } from './comment-place.js';
import { errorText } from '../../base/error-text.js';
import { findComment } from '../../../thread/change-thread.js';
import { checkComments, toStarlingError } from '../../../thread/thread-store.js';

/**
 * Shows the comment of the page's `#comment-…`: where it stands, if it is on the page already, else its branch alone.
 */
export async function followHash(list: StarlingCommentList): Promise<void> {
  const id = decode(location.hash.slice('#comment-'.length));
  await list.updateComplete;
  const { store } = list;
  if (!store) return;
  list.linkedId = id;
  if (!findComment(store, id)) {
    try {
      const branch = await (await store.ready()).find?.({ ...store.target, id });
      if (branch) checkComments([branch.root, ...branch.path]);
      // Where a backend can't look one up, it may still come with a page.
      if (branch && !findComment(store, id)) store.linked = { ...branch.root, replies: branch.path, repliesNext: null };
    } catch (cause) {
      list.notice = errorText(list.l10n, toStarlingError(cause));
    }
    if (store.status === 'initial') await store.load();
    else store.changed();
  }
  await shown(list);
  commentPlace(list, id)?.scrollIntoView({ block: 'center' });
  focusComment(list, id);
}

/** From the linked branch to the whole thread. */
export function showAll(list: StarlingCommentList): void {
  list.store!.linked = undefined;
  list.store!.changed();
}

/** Once the first page, or the branch in its place, has been drawn. */
async function shown(list: StarlingCommentList): Promise<void> {
  const store = list.store!;
  if (store.status === 'pending') {
    await new Promise<void>((resolve) => {
      const release = store.subscribe(() => {
        if (store.status === 'pending') return;
        release();
        resolve();
      });
    });
  }
  list.requestUpdate();
  await list.updateComplete;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
