import type { ListHost } from '../list-host.js';

/** Where a comment stands; nothing while it is not drawn. */
export const itemOf = (list: ListHost, id: string): HTMLElement | null =>
  list.renderRoot.querySelector<HTMLElement>(`#comment-${CSS.escape(id)}`);

/** Goes to a comment without moving the page: reading, or what was being done, goes on there. */
export const focusComment = (list: ListHost, id: string): void => itemOf(list, id)?.focus({ preventScroll: true });

/** Goes to the first field or button of the panel. */
export const focusPanel = (list: ListHost): void =>
  list.renderRoot.querySelector<HTMLElement>('.panel :is(starling-comment-form, textarea, button)')?.focus();
