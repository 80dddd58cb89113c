import type { Comment } from '../../../contract.js';
import { findComment, replaceComment } from '../../../thread/change-thread.js';
import { checkComments, toStarlingError } from '../../../thread/thread-store.js';
import type { StarlingCommentList } from '../comment-list.js';
import { focusComment } from './comment-place.js';
import { errorText } from '../../base/error-text.js';

/** How many replies one click shows. */
const limit = 50;

/** Loads the next page of roots. */
export const more = (list: StarlingCommentList): Promise<void> =>
  append(list, async () => {
    const store = list.store!;
    const { next, sort, rating } = store;
    const page = await store.backend!.list(store.query(next!));
    checkComments(page.comments);
    // Another order or filter was chosen meanwhile.
    if (store.sort !== sort || store.rating !== rating || store.next !== next) return;
    const comments = page.comments.filter(({ id }) => !findComment(store, id));
    store.roots = [...store.roots, ...comments];
    // A backend whose pages stand still is one whose pages are over.
    store.next = page.next === next || !page.comments.length ? null : page.next;
    store.changed();
    return comments[0];
  });

/** Loads the next replies of a branch. */
export const moreReplies = (list: StarlingCommentList, root: Comment): Promise<void> =>
  append(list, async () => {
    const store = list.store!;
    const cursor = root.repliesNext ?? undefined;
    const page = await store.backend!.replies!({ ...store.target, parent: root.id, limit, cursor });
    checkComments(page.comments);
    const comments = page.comments.filter(({ id }) => !findComment(store, id));
    const replies = [...(findComment(store, root.id)?.replies ?? []), ...comments];
    const repliesNext = page.next === root.repliesNext || !page.comments.length ? null : page.next;
    replaceComment(store, root.id, { replies, repliesNext });
    return comments[0];
  });

/** Those under way: a second click asks for nothing. */
const busy = new WeakSet<StarlingCommentList>();

/** Runs a load, says if it failed, and goes on reading at the first comment that is new: its button may be gone. */
async function append(list: StarlingCommentList, load: () => Promise<Comment | undefined>): Promise<void> {
  if (busy.has(list)) return;
  busy.add(list);
  list.notice = list.l10n.text('loading');
  try {
    const first = await load();
    list.notice = '';
    await list.updateComplete;
    if (first) focusComment(list, first.id);
  } catch (cause) {
    list.notice = errorText(list.l10n, toStarlingError(cause));
  } finally {
    busy.delete(list);
  }
}
