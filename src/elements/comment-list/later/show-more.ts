import type { Comment } from '../../../contract.js';
import { loadMore, loadReplies } from '../../../thread/paging.js';
import type { ListHost } from '../list-host.js';
import { focusComment } from './go-to.js';
import { tellError } from './tell-error.js';

export const showMore = (list: ListHost): Promise<void> => append(list, () => loadMore(list.store!));

export const showReplies = (list: ListHost, root: Comment): Promise<void> =>
  append(list, () => loadReplies(list.store!, root));

/** Lists that are loading: a second click asks for nothing. */
const loading = new WeakSet<ListHost>();

/** Says if a load failed, and goes on reading at the first comment that is new: the button may be gone. */
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
