import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { live } from 'lit/directives/live.js';
import type { Desk } from '../model/desk.js';
import type { Day } from '../model/days.js';
import { type Filter, listOf } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import { ModerationElement } from './moderation-element.js';
import { styles } from './queue-head.styles.js';

/**
 * The header of the list: the selection, the filters, the search, and the number of new comments. Emits `filter` (to
 * list other comments), `show-new`, and `to-list` (to move the focus to the results).
 */
export class ModerationQueueHead extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    sites: { attribute: false },
  };

  declare desk: Desk;
  /** The sites that the moderator has access to. */
  declare sites: readonly string[];
  readonly watches = [new Watch(this, () => this.desk?.queue), new Watch(this, () => this.desk?.selection)];
  /** The last search, and the timer of the one being typed. */
  #asked?: string;
  #typing?: ReturnType<typeof setTimeout>;

  focusSearch(): void {
    this.#search?.select();
    this.#search?.focus();
  }

  protected override updated(): void {
    // Text that is being typed stays; a search from a link or from Back is shown.
    const { q } = this.desk.queue.filter;
    if (q === this.#asked || !this.#search) return;
    this.#asked = q;
    this.#search.value = q ?? '';
  }

  protected override render(): unknown {
    const { queue, selection } = this.desk;
    const { filter, items } = queue;
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
      <h1>${this.t(`list.${listOf(filter)}`)}</h1>
      ${this.#renderSites()}
      <input
        id="search"
        type="search"
        maxlength="200"
        aria-label=${this.t('search')}
        placeholder=${this.t('searchHint')}
        @input=${this.#type}
        @keydown=${this.#press}
      />
      <moderation-date-filter .filter=${filter}></moderation-date-filter>
      <button class="outlined new" type="button" @click=${() => void queue.load()}>${this.t('fetchNew')}</button>
      ${this.#renderNarrowing()} ${this.#renderArrived()}
    </div>`;
  }

  /** The thread and the author that the list is restricted to. */
  #renderNarrowing(): unknown {
    const { filter, items } = this.desk.queue;
    const { thread, author, from, to } = filter;
    const first = items[0]?.comment;
    const withoutThread = { ...filter, thread: undefined, ...(this.sites.length < 2 && { site: undefined }) };
    return [
      thread !== undefined &&
        this.#renderChip(this.t('onlyThread', { thread: first?.threadTitle ?? thread }), withoutThread),
      author !== undefined &&
        this.#renderChip(this.t('onlyAuthor', { author: first?.author.name ?? author }), {
          ...filter,
          author: undefined,
        }),
      (from ?? to) !== undefined &&
        this.#renderChip(this.#daysText(from, to), { ...filter, from: undefined, to: undefined }),
    ].filter(Boolean);
  }

  #daysText(from: Day | undefined, to: Day | undefined): string {
    // As UTC, so that the day stays the one that was chosen.
    const format = new Intl.DateTimeFormat(this.l10n.lang, { dateStyle: 'medium', timeZone: 'UTC' });
    const date = (day: Day) => new Date(day);
    if (from !== undefined && to !== undefined) return format.formatRange(date(from), date(to));
    if (from !== undefined) return this.t('sinceDay', { day: format.format(date(from)) });
    return this.t('untilDay', { day: format.format(date(to!)) });
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

  #renderSites(): unknown {
    if (this.sites.length < 2) return nothing;
    const { filter } = this.desk.queue;
    return html`<select aria-label=${this.t('site')} @change=${this.#chooseSite}>
      <option value="">${this.t('siteAll')}</option>
      ${this.sites.map((site) => html`<option value=${site} ?selected=${site === filter.site}>${site}</option>`)}
    </select>`;
  }

  /** New comments are announced, but not shown until asked for, so that nothing moves. */
  #renderArrived(): unknown {
    const { arrived } = this.desk.queue;
    return html`<div class="arrived" role="status">
      ${
        arrived.length > 0
          ? html`<button class="primary" type="button" @click=${() => this.emit('show-new')}>
              ${this.n('arrived', arrived.length)}<kbd aria-hidden="true">.</kbd>
            </button>`
          : nothing
      }
    </div>`;
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

  /** Enter moves on to the results; Escape leaves the search. */
  readonly #press = (event: KeyboardEvent): void => {
    if (event.isComposing || !['Enter', 'Escape', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'Escape') this.#search!.value = this.#asked ?? '';
    this.#find();
    this.emit('to-list');
  };

  readonly #chooseSite = ({ target }: Event): void => {
    const site = (target as HTMLSelectElement).value || undefined;
    this.emit('filter', { ...this.desk.queue.filter, site, thread: undefined });
  };
}
