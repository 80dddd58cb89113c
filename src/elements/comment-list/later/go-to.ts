import type { CommentAction } from '../../comment/comment-request.js';
import type { ListHost } from '../list-host.js';

/** The list item of a comment; null while it is not rendered. */
export const itemOf = (list: ListHost, id: string): HTMLElement | null =>
  list.renderRoot.querySelector<HTMLElement>(`#comment-${CSS.escape(id)}`);

/** Focuses a comment without scrolling, so that the reader continues from there. */
export const focusComment = (list: ListHost, id: string): void => itemOf(list, id)?.focus({ preventScroll: true });

/** Focuses the button that opened the panel, or the comment if that button is gone. */
export async function focusAction(list: ListHost, id: string, action: CommentAction): Promise<void> {
  await list.updateComplete;
  const comment = itemOf(list, id)?.querySelector('starling-comment');
  await comment?.updateComplete;
  const button = comment?.renderRoot.querySelector<HTMLElement>(`button[name=${action}]`);
  if (button) button.focus();
  else focusComment(list, id);
}

/**
 * Focuses the first field of the panel. Without a field, focuses the button that cancels, so that pressing Enter again
 * does nothing that can't be undone.
 */
export const focusPanel = (list: ListHost): void =>
  list.renderRoot.querySelector<HTMLElement>('.panel :is(starling-comment-form, textarea, .quiet)')?.focus();

/** Focuses the form in the same tree as the list, wherever it is. */
export const goToForm = (list: ListHost): void =>
  (list.getRootNode() as ParentNode).querySelector<HTMLElement>('starling-comment-form')?.focus();
