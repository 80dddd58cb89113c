import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import type { StarlingError } from '../../../src/errors.js';
import type { Moderated, Session } from '../client/api.js';
import { type Filter, lists } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import { addressOf, readRoute, type Route } from '../model/route.js';
import { shortcutOf } from '../model/shortcuts.js';
import { Visit } from '../model/visit.js';
import type { ModerationAccount } from './account.js';
import { styles } from './app.styles.js';
import type { ModerationBansView } from './bans-view.js';
import type { ModerationBanForm } from './ban-form.js';
import type { ModerationHelp } from './help.js';
import { ModerationElement } from './moderation-element.js';
import type { ModerationQueueView } from './queue-view.js';
import type { ModerationSide } from './side.js';

/** The whole page: routing, keyboard shortcuts, and the dialogs that can appear over every part. */
export class ModerationApp extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = { route: { attribute: false } };

  declare route: Route;
  readonly visit = new Visit(new URL('api/v1/moderation/', document.baseURI).href);
  readonly watches = [new Watch(this, () => this.visit), new Watch(this, () => this.visit.desk.queue)];
  #listening?: AbortController;

  override connectedCallback(): void {
    super.connectedCallback();
    this.route = readRoute(new URL(location.href));
    const { signal } = (this.#listening = new AbortController());
    addEventListener('popstate', () => this.#follow(), { signal });
    addEventListener('hashchange', () => this.#follow(), { signal });
    // In a field, such as a checkbox, key events stop at this element (`StarlingElement`); without focus they never
    // reach it. So both listen.
    this.addEventListener('keydown', this.#press, { signal });
    addEventListener('keydown', this.#press, { signal });
    this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.visit.end();
  }

  protected override updated(): void {
    const waiting = this.visit.desk.queue.counts?.pending ?? 0;
    const title =
      this.route.view === 'queue' ? this.t('title') : `${this.t(`view.${this.route.view}`)} – ${this.t('title')}`;
    document.title = this.visit.session && waiting > 0 ? `(${this.most(waiting)}) ${title}` : title;
    const again = this.renderRoot.querySelector<HTMLDialogElement>('.again');
    if (again && !again.open) again.showModal();
  }

  protected override render(): unknown {
    const { session, failed, isSignedOut, api, notices, desk } = this.visit;
    if (failed) return this.#renderFailed(failed);
    if (session === undefined) return html`<p class="unseen" role="status">${this.t('loading')}</p>`;
    if (session === null) {
      return html`<main class="door">
        <moderation-sign-in .api=${api} @signed-in=${this.#begin}></moderation-sign-in>
      </main>`;
    }
    return html`<div class="shell">
        <moderation-side
          .queue=${desk.queue}
          .route=${this.route}
          .name=${session.shownName}
          @skip=${() => this.#find('main').focus()}
          @navigate=${this.#navigate}
          @account=${() => this.#find<ModerationAccount>('moderation-account').show()}
          @help=${this.#help}
        ></moderation-side>
        <main id="main" tabindex="-1" @ban=${this.#ban}>${this.#renderView(session)}</main>
      </div>
      <moderation-notice .notices=${notices}></moderation-notice>
      <moderation-bulk-progress .decisions=${desk.decisions}></moderation-bulk-progress>
      <moderation-help></moderation-help>
      <moderation-ban-form .desk=${desk} .session=${session} @banned=${this.#listBans}></moderation-ban-form>
      <moderation-account
        .api=${api}
        .notices=${notices}
        .session=${session}
        @signed-out=${this.#leave}
      ></moderation-account>
      ${
        isSignedOut
          ? html`<dialog
              class="again"
              aria-label=${this.t('signIn')}
              @cancel=${(event: Event) => event.preventDefault()}
            >
              <moderation-sign-in .api=${api} .isAgain=${true} @signed-in=${this.#begin}></moderation-sign-in>
            </dialog>`
          : nothing
      }`;
  }

  #renderFailed(error: StarlingError): unknown {
    return html`<main class="door">
      <div class="failed" role="alert">
        <h1>${this.t('title')}</h1>
        <p class="error">${this.failure(error)}</p>
        <button class="primary" type="button" @click=${this.#begin}>${this.t('retry')}</button>
      </div>
    </main>`;
  }

  #renderView(session: Session): unknown {
    const { api, notices, desk } = this.visit;
    switch (this.route.view) {
      case 'log':
        return html`<moderation-log-view .api=${api}></moderation-log-view>`;
      case 'bans':
        return html`<moderation-bans-view .api=${api} .notices=${notices}></moderation-bans-view>`;
      case 'stats':
        return html`<moderation-stats-view .api=${api} .sites=${session.sites}></moderation-stats-view>`;
      case 'threads':
        return html`<moderation-threads-view
          .api=${api}
          .notices=${notices}
          .sites=${session.sites}
          @filter=${this.#filter}
        ></moderation-threads-view>`;
      case 'queue':
        return html`<moderation-queue-view
          .desk=${desk}
          .session=${session}
          .isOpened=${this.route.comment !== undefined}
          @filter=${this.#filter}
          @opened=${({ detail }: CustomEvent<string>) => this.#go({ ...this.route, comment: detail })}
          @closed=${() => this.#go({ ...this.route, comment: undefined })}
        ></moderation-queue-view>`;
    }
  }

  #go(route: Route): void {
    // Each step of typing a search replaces the previous entry, so that Back leaves the search at once.
    const isTyping = this.route.filter.q !== undefined && route.filter.q !== undefined;
    history[isTyping ? 'replaceState' : 'pushState'](null, '', addressOf(route));
    this.#follow();
  }

  /** Shows what the address says now. */
  #follow(): void {
    this.route = readRoute(new URL(location.href));
    void this.visit.show(this.route);
  }

  readonly #begin = (): void => void this.visit.begin(this.route);

  readonly #filter = ({ detail }: CustomEvent<Filter>): void => this.#go({ view: 'queue', filter: detail });

  readonly #navigate = ({ detail }: CustomEvent<string>): void => {
    history.pushState(null, '', detail);
    this.#follow();
    scrollTo(0, 0);
  };

  readonly #help = (): void => this.#find<ModerationHelp>('moderation-help').show();

  readonly #ban = ({ detail }: CustomEvent<Moderated | undefined>): void =>
    void this.#find<ModerationBanForm>('moderation-ban-form').show(detail);

  readonly #listBans = (): void =>
    void this.renderRoot.querySelector<ModerationBansView>('moderation-bans-view')?.list();

  readonly #leave = (): void => {
    this.visit.desk.decisions.undos.clear();
    // Loads the page again, so that nothing that was shown stays in it.
    location.assign(addressOf({ view: 'queue', filter: lists.pending }));
  };

  readonly #press = (event: KeyboardEvent): void => {
    const { session, isSignedOut } = this.visit;
    if (!session || isSignedOut || isDialogOpen(event)) return;
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    if (shortcut === 'help') this.#help();
    else if (shortcut !== 'close' || !this.#find<ModerationSide>('moderation-side').closeMenu()) {
      if (!this.renderRoot.querySelector<ModerationQueueView>('moderation-queue-view')?.run(shortcut)) return;
    }
    event.preventDefault();
  };

  #find<T extends HTMLElement>(selector: string): T {
    return this.renderRoot.querySelector<T>(selector)!;
  }
}

/** Keys that are pressed in a dialog belong to the dialog. */
const isDialogOpen = (event: Event): boolean => event.composedPath().some((each) => each instanceof HTMLDialogElement);
