import { html, nothing, svg } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Decision, Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { type Filter, isNarrowed, listOf, onList } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import type { Item } from '../model/queue.js';
import { ModerationElement } from './moderation-element.js';
import { styles } from './queue-list.styles.js';

/** A decision on one comment of the list. */
export interface DecisionOn {
  id: string;
  decision: Decision;
}

/**
 * The comments of the list, page after page. Emits `decide-on` (a decision on one of them), `opened`, and `filter` (to
 * list other comments).
 */
export class ModerationQueueList extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = { desk: { attribute: false } };

  declare desk: Desk;
  readonly watches = [
    new Watch(this, () => this.desk?.queue),
    new Watch(this, () => this.desk?.selection),
    new Watch(this, () => this.desk?.decisions),
  ];
  #seen?: IntersectionObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    // Fetches the next page before the end is visible.
    this.#seen = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.desk.queue.more(),
      { rootMargin: '600px' },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
  }

  /** Moves the focus to the comment that keys act on, and scrolls it into view. */
  async focusCurrent(): Promise<void> {
    await this.updateComplete;
    const item = this.renderRoot.querySelector<HTMLElement>('moderation-item[current]');
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
  }

  protected override updated(): void {
    const end = this.renderRoot.querySelector('.foot');
    this.#seen?.disconnect();
    if (end) this.#seen?.observe(end);
  }

  protected override render(): unknown {
    const { queue } = this.desk;
    const { status, items, filter, error } = queue;
    if (status === 'failed') {
      return html`<div class="empty" role="alert">
        <strong>${this.t('failed')}</strong>
        <p>${this.failure(error!)}</p>
        <button class="primary" type="button" @click=${() => void queue.load()}>${this.t('retry')}</button>
      </div>`;
    }
    if (status === 'loading' && items.length === 0) {
      return html`<p class="unseen" role="status">${this.t('loading')}</p>
        ${[1, 2, 3].map(() => html`<div class="skeleton"></div>`)}`;
    }
    if (items.length === 0) return this.#renderEmpty(filter);
    const list = listOf(filter);
    const shows = {
      state: list === 'all' || list === 'reported',
      site: new Set(items.map(({ comment }) => comment.site)).size > 1,
    };
    return html`<ol aria-busy=${status === 'loading' ? 'true' : 'false'}>
        ${repeat(
          items,
          ({ comment }) => comment.id,
          (item) => this.#renderItem(item, shows),
        )}
      </ol>
      ${this.#renderFoot()}`;
  }

  #renderItem(item: Item, shows: { state: boolean; site: boolean }): unknown {
    const { queue, selection, decisions } = this.desk;
    const { id } = item.comment;
    const isCurrent = id === queue.currentId;
    return html`<li>
      <moderation-item
        id=${id}
        role="article"
        aria-label=${this.#labelOf(item)}
        aria-current=${isCurrent ? 'true' : nothing}
        tabindex=${isCurrent ? 0 : -1}
        ?current=${isCurrent}
        ?settled=${item.decided !== undefined}
        .item=${item}
        .isSelected=${selection.ids.has(id)}
        .canUndo=${decisions.undos.of(id) !== undefined}
        .showsState=${shows.state}
        .showsSite=${shows.site}
        @decide=${({ detail }: CustomEvent<Decision>) => this.emit<DecisionOn>('decide-on', { id, decision: detail })}
        @toggle=${({ detail }: CustomEvent<boolean>) => selection.toggle(id, detail)}
        @undo=${() => void decisions.undo(decisions.undos.of(id))}
        @open=${() => this.emit('opened', id)}
        @only-thread=${({ detail }: CustomEvent<Moderated>) => this.#onlyThread(detail)}
      ></moderation-item>
    </li>`;
  }

  #renderFoot(): unknown {
    const { queue } = this.desk;
    if (queue.moreError) {
      return html`<div class="foot" role="alert">
        ${this.failure(queue.moreError)}
        <button class="outlined" type="button" @click=${() => void queue.more()}>${this.t('retry')}</button>
      </div>`;
    }
    if (queue.hasMore) {
      return html`<div class="foot">
        <button class="outlined" type="button" @click=${() => void queue.more()}>
          ${this.t(queue.isLoadingMore ? 'loading' : 'more')}
        </button>
      </div>`;
    }
    return html`<div class="foot">${this.t(queue.items.every(({ decided }) => decided) ? 'allDone' : 'end')}</div>`;
  }

  #renderEmpty(filter: Filter): unknown {
    const list = listOf(filter);
    if (isNarrowed(filter)) {
      return html`<div class="empty">
        <strong>${this.t('empty.narrowed')}</strong>
        ${
          filter.q === undefined || list === 'all'
            ? nothing
            : html`<button class="outlined" type="button" @click=${() => this.emit('filter', onList(filter, 'all'))}>
                ${this.t('searchAll')}
              </button>`
        }
        <button
          class="outlined"
          type="button"
          @click=${() => this.emit('filter', { state: filter.state, reported: filter.reported })}
        >
          ${this.t('clearFilters')}
        </button>
      </div>`;
    }
    return html`<div class="empty">
      ${svg`<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="1.5" opacity="0.4" /><path d="M10 16.5l4.2 4.2L22.5 12" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" /></svg>`}
      <strong>${this.t(`empty.${list}`)}</strong>
      ${list === 'pending' ? html`<p>${this.t('empty.pending.hint')}</p>` : nothing}
    </div>`;
  }

  #labelOf({ comment }: Item): string {
    return this.t('itemLabel', {
      name: comment.author.name || this.l10n.text('anonymous'),
      ago: this.l10n.ago(comment.createdAt),
      state: this.t(`state.${comment.state}`),
    });
  }

  #onlyThread({ site, threadId: thread }: Moderated): void {
    this.emit('filter', { ...this.desk.queue.filter, thread, ...(site && { site }) });
  }
}
