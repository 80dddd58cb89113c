import { html, nothing, svg } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { type Api, createApi, type Moderated, type Session } from '../client/api.js';
import { createDesk, type Desk } from '../model/desk.js';
import { type Filter, listOf, type ListName, lists, onList } from '../model/filter.js';
import { keepUpToDate } from '../model/live.js';
import { Notices } from '../model/notices.js';
import { Watch } from '../model/observable.js';
import { addressOf, readRoute, type Route, type View, views } from '../model/route.js';
import { shortcutOf } from '../model/shortcuts.js';
import type { ModerationAccount } from './account.js';
import { styles } from './app.styles.js';
import type { ModerationBansView } from './bans-view.js';
import type { ModerationBanForm } from './ban-form.js';
import type { ModerationHelp } from './help.js';
import { ModerationElement } from './moderation-element.js';
import type { ModerationQueueView } from './queue-view.js';

/** The whole page: who is signed in, what the address asks for, and the keys. */
export class ModerationApp extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    failed: { attribute: false },
    isSignedOut: { attribute: false },
    isMenuOpen: { attribute: false },
    route: { attribute: false },
  };

  /** Nothing until it is known, null where nobody is signed in. */
  declare session: Session | null | undefined;
  /** Why it could not be found out who is signed in. */
  declare failed?: StarlingError;
  /** A session that has ended while the page was used. */
  declare isSignedOut: boolean;
  declare isMenuOpen: boolean;
  declare route: Route;

  readonly api: Api = createApi(new URL('api/v1/moderation/', document.baseURI).href, () => this.#signedOut());
  readonly notices = new Notices();
  readonly desk: Desk = createDesk(this.api, this.notices);
  readonly watch = new Watch(this, () => this.desk.queue);
  #listening?: AbortController;
  #unfollow?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.route = readRoute(new URL(location.href));
    const { signal } = (this.#listening = new AbortController());
    addEventListener('popstate', () => this.#follow(), { signal });
    addEventListener('hashchange', () => this.#follow(), { signal });
    // From a field, such as a checkbox, keys end here (`StarlingElement`); from nowhere they never come by.
    this.addEventListener('keydown', this.#press, { signal });
    addEventListener('keydown', this.#press, { signal });
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#unfollow?.();
  }

  protected override updated(changed: Changed): void {
    const waiting = this.desk.queue.counts?.pending ?? 0;
    const title =
      this.route.view === 'queue' ? this.t('title') : `${this.t(`view.${this.route.view}`)} – ${this.t('title')}`;
    document.title = this.session && waiting > 0 ? `(${this.#most(waiting)}) ${title}` : title;
    if (changed.has('isSignedOut') && this.isSignedOut) {
      this.renderRoot.querySelector<HTMLDialogElement>('.again')?.showModal();
    }
  }

  protected override render(): unknown {
    if (this.failed) return this.#renderFailed(this.failed);
    if (this.session === undefined) return html`<p class="unseen" role="status">${this.t('loading')}</p>`;
    if (this.session === null) {
      return html`<main class="door">
        <moderation-sign-in .api=${this.api} @signed-in=${() => void this.#begin()}></moderation-sign-in>
      </main>`;
    }
    const { session } = this;
    return html`<div class="shell">
        ${this.#renderSide(session)}
        <main id="main" tabindex="-1" @ban=${this.#ban}>${this.#renderView(session)}</main>
      </div>
      <moderation-notice .notices=${this.notices}></moderation-notice>
      <moderation-help></moderation-help>
      <moderation-ban-form
        .api=${this.api}
        .notices=${this.notices}
        .session=${session}
        @banned=${this.#listBans}
      ></moderation-ban-form>
      <moderation-account
        .api=${this.api}
        .notices=${this.notices}
        .session=${session}
        @signed-out=${this.#leave}
      ></moderation-account>
      ${
        this.isSignedOut
          ? html`<dialog
              class="again"
              aria-label=${this.t('signIn')}
              @cancel=${(event: Event) => event.preventDefault()}
            >
              <moderation-sign-in .api=${this.api} .isAgain=${true} @signed-in=${this.#back}></moderation-sign-in>
            </dialog>`
          : nothing
      }`;
  }

  #renderFailed(error: StarlingError): unknown {
    return html`<main class="door">
      <div class="failed" role="alert">
        <h1>${this.t('title')}</h1>
        <p class="error">${this.failure(error)}</p>
        <button class="primary" type="button" @click=${() => void this.#begin()}>${this.t('retry')}</button>
      </div>
    </main>`;
  }

  #renderView(session: Session): unknown {
    if (this.route.view === 'log') return html`<moderation-log-view .api=${this.api}></moderation-log-view>`;
    if (this.route.view === 'bans') {
      return html`<moderation-bans-view .api=${this.api} .notices=${this.notices}></moderation-bans-view>`;
    }
    if (this.route.view === 'stats') {
      return html`<moderation-stats-view .api=${this.api} .sites=${session.sites}></moderation-stats-view>`;
    }
    if (this.route.view === 'threads') {
      return html`<moderation-threads-view
        .api=${this.api}
        .notices=${this.notices}
        .sites=${session.sites}
        @filter=${({ detail }: CustomEvent<Filter>) => this.#go({ view: 'queue', filter: detail })}
      ></moderation-threads-view>`;
    }
    return html`<moderation-queue-view
      .desk=${this.desk}
      .session=${session}
      .isOpened=${this.route.comment !== undefined}
      @filter=${({ detail }: CustomEvent<Filter>) => this.#go({ view: 'queue', filter: detail })}
      @opened=${({ detail }: CustomEvent<string>) => this.#go({ ...this.route, comment: detail })}
      @closed=${() => this.#go({ ...this.route, comment: undefined })}
    ></moderation-queue-view>`;
  }

  #renderSide({ shownName }: Session): unknown {
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
          aria-haspopup="dialog"
          aria-label=${this.t('account', { name: shownName })}
          @click=${() => this.#find<ModerationAccount>('moderation-account').show()}
        >
          ${shownName}
        </button>
        <button
          class="help"
          type="button"
          aria-haspopup="dialog"
          aria-label=${this.t('help')}
          title=${this.t('help')}
          @click=${() => this.#find<ModerationHelp>('moderation-help').show()}
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
    const count = this.desk.queue.counts?.[name as keyof NonNullable<Desk['queue']['counts']>];
    // A site that was chosen stays; a thread is looked at by itself.
    const to = addressOf({ view: 'queue', filter: onList({ site: filter.thread ? undefined : filter.site }, name) });
    return html`<li>
      <a href=${to} aria-current=${view === 'queue' && listOf(filter) === name ? 'page' : nothing}
        >${this.t(`list.${name}`)}${
          count ? html`<span class="count ${name === 'spam' ? '' : 'some'}">${this.#most(count)}</span>` : nothing
        }</a
      >
    </li>`;
  }

  /** The server counts no further than to a thousand. */
  #most(count: number): string {
    return count < 1000 ? this.l10n.number(count) : this.t('countMost', { n: count });
  }

  async #begin(): Promise<void> {
    this.failed = undefined;
    try {
      this.session = await this.api.session();
      this.#unfollow?.();
      this.#unfollow = keepUpToDate(this.desk, this.session.name);
      await this.#show();
    } catch (cause) {
      const error = toStarlingError(cause);
      if (error.code === 'unauthorized') this.session = null;
      else this.failed = error;
    }
  }

  /** Fetches what the route asks for, as far as it is not here. */
  async #show(): Promise<void> {
    const { view, filter, comment } = this.route;
    const { queue, selection, notices } = this.desk;
    if (view === 'queue' && (queue.status !== 'ready' || addressOf({ view, filter }) !== this.#shown)) {
      this.#shown = addressOf({ view, filter });
      selection.clear();
      if (comment === undefined) queue.currentId = undefined;
      else queue.currentId = comment;
      await queue.load(filter);
    }
    if (comment === undefined) return;
    try {
      await queue.open(comment);
    } catch (cause) {
      const error = toStarlingError(cause);
      if (error.code === 'not-found') notices.say({ key: 'commentGone' });
      else notices.fail(error);
    }
  }
  /** The list that was fetched last, as its address. */
  #shown?: string;

  #go(route: Route): void {
    // Back leads past a search as it was typed.
    const isTyping = this.route.filter.q !== undefined && route.filter.q !== undefined;
    history[isTyping ? 'replaceState' : 'pushState'](null, '', addressOf(route));
    this.#follow();
  }

  /** What the address says now. */
  #follow(): void {
    this.route = readRoute(new URL(location.href));
    this.isMenuOpen = false;
    if (this.session) void this.#show();
  }

  #signedOut(): void {
    // At the start nobody was; else what was begun stays behind the dialog.
    if (this.session) this.isSignedOut = true;
  }

  readonly #listBans = (): void =>
    void this.renderRoot.querySelector<ModerationBansView>('moderation-bans-view')?.list();

  readonly #ban = ({ detail }: CustomEvent<Moderated | undefined>): void =>
    void this.#find<ModerationBanForm>('moderation-ban-form').show(detail);

  readonly #back = (): void => {
    this.isSignedOut = false;
    void this.#begin();
  };

  readonly #leave = (): void => {
    this.desk.decisions.undos.clear();
    // Nothing of what was seen stays in the page.
    location.assign(addressOf({ view: 'queue', filter: lists.pending }));
  };

  readonly #navigate = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    this.#follow();
    scrollTo(0, 0);
  };

  readonly #skip = (event: MouseEvent): void => {
    event.preventDefault();
    this.#find('main').focus();
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (!this.session || this.isSignedOut || isDialogOpen(event)) return;
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    if (shortcut === 'help') this.#find<ModerationHelp>('moderation-help').show();
    else if (shortcut === 'close' && this.isMenuOpen) this.isMenuOpen = false;
    else if (!this.renderRoot.querySelector<ModerationQueueView>('moderation-queue-view')?.run(shortcut)) return;
    event.preventDefault();
  };

  #find<T extends HTMLElement>(selector: string): T {
    return this.renderRoot.querySelector<T>(selector)!;
  }
}

/** Keys that are pressed in a dialog are the dialog's. */
const isDialogOpen = (event: Event): boolean => event.composedPath().some((each) => each instanceof HTMLDialogElement);
