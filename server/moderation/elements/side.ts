import { html, nothing, svg } from 'lit/html.js';
import type { Changed, PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { listOf, type ListName, lists, onList } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import type { Counts, Queue } from '../model/queue.js';
import { addressOf, type Route, type View, views } from '../model/route.js';
import { ModerationElement } from './moderation-element.js';
import { styles } from './side.styles.js';

/**
 * The navigation beside every part of the page: its lists with their counts, its other parts, and who is signed in.
 * Emits `navigate` (an address), `account`, `help` and `skip`.
 */
export class ModerationSide extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    queue: { attribute: false },
    route: { attribute: false },
    name: { attribute: false },
    isMenuOpen: { attribute: false },
  };

  declare queue: Queue;
  declare route: Route;
  /** The moderator's name, as readers see it. */
  declare name: string;
  /** Whether the menu of a small screen is open. */
  declare isMenuOpen: boolean;
  readonly watch = new Watch(this, () => this.queue);

  /** Returns whether it was open. */
  closeMenu(): boolean {
    const wasOpen = this.isMenuOpen;
    this.isMenuOpen = false;
    return wasOpen;
  }

  protected override willUpdate(changed: Changed): void {
    if (changed.has('route')) this.isMenuOpen = false;
  }

  protected override render(): unknown {
    return html`<header class="side">
      <a class="skip" href="#main" @click=${this.#skip}>${this.t('skip')}</a>
      <button
        class="menu"
        type="button"
        aria-expanded=${this.isMenuOpen ? 'true' : 'false'}
        aria-controls="nav"
        aria-label=${this.t('menu')}
        @click=${() => (this.isMenuOpen = !this.isMenuOpen)}
      >
        ☰
      </button>
      <div class="brand">
        ${svg`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="currentColor" /><path d="M9 17.5l4.5 4.5L23.5 11" fill="none" stroke="var(--background)" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" /></svg>`}
        ${this.t('title')}
      </div>
      <nav id="nav" class=${this.isMenuOpen ? 'open' : ''} aria-label=${this.t('title')} @click=${this.#navigate}>
        <h2>${this.t('comments')}</h2>
        <ul>
          ${(Object.keys(lists) as ListName[]).map((name) => this.#renderList(name))}
        </ul>
        <h2>${this.t('tools')}</h2>
        <ul>
          ${views.map((view) => (view === 'queue' ? nothing : this.#renderTool(view)))}
        </ul>
      </nav>
      <div class="foot">
        <button
          class="who"
          type="button"
          dir="auto"
          aria-haspopup="dialog"
          aria-label=${this.t('account', { name: this.name })}
          @click=${() => this.emit('account')}
        >
          ${this.name}
        </button>
        <button
          class="help"
          type="button"
          aria-haspopup="dialog"
          aria-label=${this.t('help')}
          title=${this.t('help')}
          @click=${() => this.emit('help')}
        >
          ?
        </button>
      </div>
    </header>`;
  }

  #renderTool(view: Exclude<View, 'queue'>): unknown {
    return html`<li>
      <a href=${addressOf({ view, filter: {} })} aria-current=${this.route.view === view ? 'page' : nothing}
        >${this.t(`view.${view}`)}</a
      >
    </li>`;
  }

  #renderList(name: ListName): unknown {
    const { view, filter } = this.route;
    const count = this.queue.counts?.[name as keyof Counts];
    // The selected site is kept, but not a thread.
    const to = addressOf({ view: 'queue', filter: onList({ site: filter.thread ? undefined : filter.site }, name) });
    return html`<li>
      <a href=${to} aria-current=${view === 'queue' && listOf(filter) === name ? 'page' : nothing}
        >${this.t(`list.${name}`)}${
          count ? html`<span class="count ${name === 'spam' ? '' : 'some'}">${this.most(count)}</span>` : nothing
        }</a
      >
    </li>`;
  }

  readonly #navigate = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.emit('navigate', link.href);
  };

  readonly #skip = (event: MouseEvent): void => {
    event.preventDefault();
    this.emit('skip');
  };
}
