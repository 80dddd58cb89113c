import { html, type TemplateResult } from 'lit/html.js';
import { findLinked, leaveLinked } from '../../../thread/find-linked.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ListHost } from '../list-host.js';
import { focusComment } from './go-to.js';
import { scrollToComment } from './scroll-to.js';
import { tellError } from './tell-error.js';

/**
 * Shows the comment of the page's fragment `#comment-…`: in its place if it is loaded, else its branch alone.
 */
export async function followHash(list: ListHost): Promise<void> {
  const id = decode(location.hash.slice('#comment-'.length));
  await list.updateComplete;
  const { store } = list;
  if (!store) return;
  list.linkedId = id;
  try {
    await findLinked(store, id);
  } catch (cause) {
    if (list.store === store) tellError(list, cause);
  }
  await loaded(store);
  await list.updateComplete;
  // Focus before scrolling: frames may be slow, and the reader's next key press is meant for the comment they see.
  focusComment(list, id);
  await scrollToComment(list, id);
}

/** The line above a branch that is shown alone, with the button that shows the whole thread. */
export const renderLinked = ({ l10n, store }: ListHost): TemplateResult =>
  html`<p>
    ${l10n.text('linked')}
    <button type="button" class="quiet" part="button" @click=${() => leaveLinked(store!)}>${l10n.text('all')}</button>
  </p>`;

/** Resolves once the first page has loaded, or the branch in its place, or loading has failed. */
async function loaded(store: ThreadStore): Promise<void> {
  if (store.status !== 'pending') return;
  await new Promise<void>((resolve) => {
    const release = store.subscribe(() => {
      if (store.status === 'pending') return;
      release();
      resolve();
    });
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
