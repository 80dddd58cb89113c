import type { CommentAction } from '../../comment/comment-request.js';
import type { ListHost } from '../list-host.js';

/** Where a comment stands; nothing while it is not drawn. */
export const itemOf = (list: ListHost, id: string): HTMLElement | null =>
  list.renderRoot.querySelector<HTMLElement>(`#comment-${CSS.escape(id)}`);

/** Goes to a comment without moving the page: reading, or what was being done, goes on there. */
export const focusComment = (list: ListHost, id: string): void => itemOf(list, id)?.focus({ preventScroll: true });

/** Goes back to the button that opened the panel, or to the comment where that is gone. */
export async function focusAction(list: ListHost, id: string, action: CommentAction): Promise<void> {
  await list.updateComplete;
  const comment = itemOf(list, id)?.querySelector('starling-comment');
  await comment?.updateComplete;
  const button = comment?.renderRoot.querySelector<HTMLElement>(`button[name=${action}]`);
  if (button) button.focus();
  else focusComment(list, id);
}

/** Goes to the first field of the panel, or to its way out: what can't be undone is not to be done by a second Enter. */
export const focusPanel = (list: ListHost): void =>
  list.renderRoot.querySelector<HTMLElement>('.panel :is(starling-comment-form, textarea, .quiet)')?.focus();

/** Goes to the form beside the list, wherever on the page that is. */
export const goToForm = (list: ListHost): void =>
  (list.getRootNode() as ParentNode).querySelector<HTMLElement>('starling-comment-form')?.focus();
