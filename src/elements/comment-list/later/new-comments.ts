import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, render } from 'lit/html.js';
import { setMessages } from '../../../i18n/locale.js';
import { enLate } from '../../../locales/en-late.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { LiveThread } from '../../../thread/live-thread.js';
import type { ListHost } from '../list-host.js';
import { focusComment, itemOf } from './go-to.js';
import { newCommentsStyles } from './new-comments.styles.js';

setMessages('en', enLate, true);

/**
 * The button "2 new comments" of a list. It has an element of its own before the content that the list renders, so that
 * a first view does not need its code.
 */
export class NewComments implements ReactiveController {
  readonly #list: ListHost & ReactiveControllerHost;
  readonly #live: () => LiveThread | undefined;
  readonly #place = document.createElement('div');

  constructor(list: ListHost & ReactiveControllerHost, live: () => LiveThread | undefined) {
    this.#list = list;
    this.#live = live;
    this.#place.className = 'news';
    // Announced when it appears, without moving the focus.
    this.#place.setAttribute('role', 'status');
    list.renderRoot.prepend(this.#place);
    adoptStyles(this.#place, newCommentsStyles);
    list.addController(this);
  }

  hostUpdated(): void {
    const { l10n, store } = this.#list;
    const live = this.#live();
    if (store?.status === 'pending') live?.forget();
    const count = store?.linked ? 0 : (live?.waiting.length ?? 0);
    render(
      count
        ? html`<button type="button" part="button" @click=${() => void this.#show()}>
            ${l10n.count('new', count)}
          </button>`
        : nothing,
      this.#place,
    );
  }

  async #show(): Promise<void> {
    const list = this.#list;
    const first = await this.#live()?.show();
    await list.updateComplete;
    if (!first) return;
    itemOf(list, first.id)?.scrollIntoView({ block: 'nearest' });
    focusComment(list, first.id);
  }
}
