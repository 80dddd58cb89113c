import { html, nothing, svg } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Decision, Moderated, Session } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { type Filter, isNarrowed, listOf } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import { pinFor } from '../model/offered.js';
import type { Item } from '../model/queue.js';
import type { Shortcut } from '../model/shortcuts.js';
import type { ModerationDetail } from './detail.js';
import { ModerationElement } from './moderation-element.js';
import { styles } from './queue-view.styles.js';

/**
 * The list of comments, and beside it the one that the moderator looks at. `filter` asks for other comments, `opened` and
 * `closed` tell of the one that fills a small screen.
 */
export class ModerationQueueView extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    session: { attribute: false },
    isOpened: { attribute: false },
  };

  declare desk: Desk;
  declare session: Session;
  /** Whether a small screen shows the comment in place of the list. */
  declare isOpened: boolean;
  readonly watches = [
    new Watch(this, () => this.desk?.queue),
    new Watch(this, () => this.desk?.selection),
    new Watch(this, () => this.desk?.decisions),
  ];
  #seen?: IntersectionObserver;
  /** What was searched for last, and what is typed on; whether the focus goes to the list once that is there. */
  #asked?: string;
  #typing?: ReturnType<typeof setTimeout>;
  #goesToList = false;
  /** Where the list stood when a comment was opened over it. */
  #scrolled = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // The next page is fetched before the end comes into sight.
    this.#seen = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.desk.queue.more(),
      { rootMargin: '600px' },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
  }

  /** Does what a key asks for; says whether there was anything to do. */
  run(shortcut: Shortcut): boolean {
    const { queue, selection, decisions } = this.desk;
    const { current } = queue;
    switch (shortcut) {
      case 'next':
      case 'previous':
        queue.move(shortcut === 'next' ? 1 : -1);
        this.#focusCurrent();
        return true;
      case 'open':
        if (current) this.emit('opened', current.comment.id);
        return true;
      case 'reply':
      case 'edit':
        if (current) void this.#write(shortcut);
        return true;
      case 'select':
        if (current) selection.toggle(current.comment.id);
        return true;
      case 'selectAll':
        selection.selectShown();
        return true;
      case 'search':
        this.#search?.select();
        this.#search?.focus();
        return true;
      case 'undo':
        void decisions.undo();
        return true;
      case 'reload':
        this.#showNew();
        return true;
      case 'close':
        if (selection.size > 0) selection.clear();
        else if (this.isOpened) this.emit('closed');
        return true;
      case 'approve':
      case 'spam':
      case 'delete':
      case 'hold':
        this.#decide(shortcut);
        return true;
      case 'pin': {
        const decision = current && pinFor(current.comment);
        if (decision) void decisions.decide([current.comment.id], decision);
        return true;
      }
      default:
        return false;
    }
  }

  protected override willUpdate(changed: Changed): void {
    if (changed.has('isOpened') && this.isOpened) this.#scrolled = scrollY;
  }

  protected override updated(changed: Changed): void {
    const { queue } = this.desk;
    // What is typed stays; another search, by a link or Back, is shown.
    if (queue.filter.q !== this.#asked && this.#search) {
      this.#asked = queue.filter.q;
      this.#search.value = this.#asked ?? '';
    }
    if (this.#goesToList && queue.status !== 'loading') {
      this.#goesToList = false;
      if (queue.current) this.#focusCurrent();
    }
    const end = this.renderRoot.querySelector('.foot');
    this.#seen?.disconnect();
    if (end) this.#seen?.observe(end);
    if (changed.get('isOpened') !== undefined && this.#isNarrow) {
      scrollTo(0, this.isOpened ? 0 : this.#scrolled);
      if (this.isOpened) this.renderRoot.querySelector<HTMLElement>('.back button')?.focus({ preventScroll: true });
      else this.#focusCurrent();
    }
  }

  protected override render(): unknown {
    const { queue, decisions } = this.desk;
    const { current } = queue;
    return html`<div class="columns ${this.isOpened ? 'opened' : ''}">
      <section class="list" aria-labelledby="list-name">
        ${this.#renderHead()} ${this.#renderList()}
        <moderation-bulk-bar
          .selection=${this.desk.selection}
          .decisions=${decisions}
          @decide=${({ detail }: CustomEvent<Decision>) => this.#decide(detail)}
        ></moderation-bulk-bar>
      </section>
      <section class="detail" aria-label=${this.t('inThread')} tabindex="-1">
        <div class="back">
          <h1 class="unseen">${this.t(`list.${listOf(queue.filter)}`)}</h1>
          <button type="button" @click=${() => this.emit('closed')}>← ${this.t('back')}</button>
        </div>
        <moderation-detail
          .desk=${this.desk}
          .item=${current}
          .name=${this.session.shownName}
          @decide=${({ detail }: CustomEvent<Decision>) => current && this.#decideOn(current.comment.id, detail)}
        ></moderation-detail>
      </section>
    </div>`;
  }

  #renderHead(): unknown {
    const { queue, selection } = this.desk;
    const { filter, items } = queue;
    const sites = this.session.sites;
    return html`<div class="head">
      <label class="all"
        ><input
          type="checkbox"
          aria-label=${this.t('selectShown')}
          ?disabled=${items.length === 0}
          .checked=${live(selection.isWhole)}
          .indeterminate=${live(selection.size > 0 && !selection.isWhole)}
          @click=${() => (selection.isWhole ? selection.clear() : selection.selectShown())}
      /></label>
      <h1 id="list-name">${this.t(`list.${listOf(filter)}`)}</h1>
      ${
        filter.thread === undefined
          ? nothing
          : this.#renderChip(this.t('onlyThread', { thread: items[0]?.comment.threadTitle ?? filter.thread }), {
              ...filter,
              thread: undefined,
              ...(sites.length < 2 && { site: undefined }),
            })
      }
      ${
        filter.author === undefined
          ? nothing
          : this.#renderChip(this.t('onlyAuthor', { author: items[0]?.comment.author.name ?? filter.author }), {
              ...filter,
              author: undefined,
            })
      }
      ${
        sites.length > 1
          ? html`<select aria-label=${this.t('site')} @change=${this.#chooseSite}>
              <option value="">${this.t('siteAll')}</option>
              ${sites.map((site) => html`<option value=${site} ?selected=${site === filter.site}>${site}</option>`)}
            </select>`
          : nothing
      }
      <input
        id="search"
        type="search"
        maxlength="200"
        aria-label=${this.t('search')}
        placeholder=${this.t('searchHint')}
        @input=${this.#type}
        @keydown=${this.#pressInSearch}
      />
      <button class="outlined" type="button" @click=${() => void queue.load()}>${this.t('fetchNew')}</button>
      ${this.#renderArrived()}
    </div>`;
  }

  /** What came is told, and stands nowhere until it is asked for: nothing moves. */
  #renderArrived(): unknown {
    const { arrived } = this.desk.queue;
    return html`<div class="arrived" role="status">
      ${
        arrived.length > 0
          ? html`<button class="primary" type="button" @click=${() => this.#showNew()}>
              ${this.n('arrived', arrived.length)}<kbd aria-hidden="true">.</kbd>
            </button>`
          : nothing
      }
    </div>`;
  }

  #showNew(): void {
    const { queue } = this.desk;
    if (queue.arrived.length === 0) return void queue.load();
    queue.showArrived();
    this.#focusCurrent();
  }

  #renderChip(text: string, without: Filter): unknown {
    return html`<button
      class="chip"
      type="button"
      dir="auto"
      aria-label=${this.t('removeFilter', { filter: text })}
      @click=${() => this.emit('filter', without)}
    >
      ${text}
    </button>`;
  }

  #renderList(): unknown {
    const { queue, selection, decisions } = this.desk;
    const { status, items, filter, currentId, error } = queue;
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
    const showsState = list === 'all' || list === 'reported';
    const showsSite = new Set(items.map(({ comment }) => comment.site)).size > 1;
    return html`<ol aria-busy=${status === 'loading' ? 'true' : 'false'}>
        ${repeat(
          items,
          ({ comment }) => comment.id,
          (item) => {
            const { id } = item.comment;
            const isCurrent = id === currentId;
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
                .showsState=${showsState}
                .showsSite=${showsSite}
                @decide=${({ detail }: CustomEvent<Decision>) => this.#decideOn(id, detail)}
                @toggle=${({ detail }: CustomEvent<boolean>) => selection.toggle(id, detail)}
                @undo=${() => void decisions.undo(decisions.undos.of(id))}
                @open=${() => this.emit('opened', id)}
                @only-thread=${({ detail }: CustomEvent<Moderated>) => this.#onlyThread(detail)}
              ></moderation-item>
            </li>`;
          },
        )}
      </ol>
      ${this.#renderFoot()}`;
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

  /** On what is selected; else on the current comment. */
  #decide(decision: Decision): void {
    const { selection, decisions, queue } = this.desk;
    if (selection.isAllMatching) void decisions.decideMatching(decision);
    else if (selection.size > 0) void decisions.decide([...selection.ids], decision);
    else if (queue.current) return this.#decideOn(queue.current.comment.id, decision);
    selection.clear();
  }

  #decideOn(id: string, decision: Decision): void {
    const { decisions, queue } = this.desk;
    const item = queue.find(id);
    // A second press of the same key is for the comment that comes next, not for this one.
    if (!item || item.pending || item.decided === decision) return;
    void decisions.decide([id], decision);
    if (id !== queue.currentId) return;
    if (!this.#isNarrow) {
      queue.moveOn();
      this.#focusCurrent();
    } else if (this.isOpened) {
      // One after the other, without the list between them.
      queue.moveOn();
      scrollTo(0, 0);
    }
  }

  /** On a small screen the comment is opened for it. */
  async #write(mode: 'reply' | 'edit'): Promise<void> {
    if (this.#isNarrow && !this.isOpened) this.emit('opened', this.desk.queue.currentId);
    await this.updateComplete;
    await this.renderRoot.querySelector<ModerationDetail>('moderation-detail')?.write(mode);
  }

  #onlyThread({ site, threadId: thread }: Moderated): void {
    this.emit('filter', { ...this.desk.queue.filter, thread, ...(site && { site }) });
  }

  get #search(): HTMLInputElement | null {
    return this.renderRoot.querySelector('#search');
  }

  readonly #type = (): void => {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#find, 300);
  };

  readonly #find = (): void => {
    clearTimeout(this.#typing);
    const q = this.#search?.value.trim() || undefined;
    if (q === this.#asked) return;
    this.#asked = q;
    this.emit('filter', { ...this.desk.queue.filter, q });
  };

  /** Enter goes on to what was found; Escape leaves. */
  readonly #pressInSearch = (event: KeyboardEvent): void => {
    if (event.isComposing || !['Enter', 'Escape', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Escape') this.#search!.value = this.#asked ?? '';
    this.#find();
    this.#goesToList = true;
    this.requestUpdate();
  };

  readonly #chooseSite = ({ target }: Event): void => {
    const site = (target as HTMLSelectElement).value || undefined;
    this.emit('filter', { ...this.desk.queue.filter, site, thread: undefined });
  };

  get #isNarrow(): boolean {
    return matchMedia('(max-width: 62rem)').matches;
  }

  /** The focus goes where the keys act, and what is there comes into sight. */
  #focusCurrent(): void {
    void this.updateComplete.then(() => {
      const item = this.renderRoot.querySelector<HTMLElement>('moderation-item[current]');
      item?.focus({ preventScroll: true });
      item?.scrollIntoView({ block: 'nearest' });
    });
  }
}
