import { html, type TemplateResult } from 'lit';
import { findLinked, leaveLinked } from '../../../thread/find-linked.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ListHost } from '../list-host.js';
import { focusComment, itemOf } from './go-to.js';
import { tellError } from './tell-error.js';

/**
 * Shows the comment of the page's `#comment-…`: where it stands, if it is on the page already, else its branch alone.
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
  await scrollTo(list, id);
  focusComment(list, id);
}

/**
 * Comments take their real height as they come into sight, a frame or two later: the place is right once it has stood
 * still for some frames.
 */
async function scrollTo(list: ListHost, id: string): Promise<void> {
  for (let still = 0, frame = 0; still < 4 && frame < 60; frame++) {
    const item = itemOf(list, id);
    if (!item) return;
    const before = item.getBoundingClientRect().top;
    item.scrollIntoView({ block: 'center', behavior: 'instant' });
    still = Math.abs(item.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
    await new Promise(requestAnimationFrame);
  }
}

/** Says that this is a branch alone, above it, and shows the way to the whole thread. */
export const renderLinked = ({ l10n, store }: ListHost): TemplateResult =>
  html`<p>
    ${l10n.text('linked')}
    <button type="button" class="quiet" part="button" @click=${() => leaveLinked(store!)}>${l10n.text('all')}</button>
  </p>`;

/** Once the first page is there, or the branch in its place. */
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
