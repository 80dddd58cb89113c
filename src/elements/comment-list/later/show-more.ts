import type { Comment } from '../../../contract.js';
import { loadMore, loadReplies } from '../../../thread/paging.js';
import type { ListHost } from '../list-host.js';
import { focusComment } from './go-to.js';
import { tellError } from './tell-error.js';

export const showMore = (list: ListHost): Promise<void> => append(list, () => loadMore(list.store!));

export const showReplies = (list: ListHost, root: Comment): Promise<void> =>
  append(list, () => loadReplies(list.store!, root));

/** Lists that are loading. A second click on such a list does nothing. */
const loading = new WeakSet<ListHost>();

/** Loads comments and focuses the first new one, because the button may be gone. Shows a notice if loading fails. */
async function append(list: ListHost, load: () => Promise<Comment | undefined>): Promise<void> {
  if (loading.has(list)) return;
  loading.add(list);
  list.notice = (l10n) => l10n.text('loading');
  try {
    const first = await load();
    list.notice = undefined;
    await list.updateComplete;
    if (first) focusComment(list, first.id);
  } catch (cause) {
    tellError(list, cause);
  } finally {
    loading.delete(list);
  }
}
