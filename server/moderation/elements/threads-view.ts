import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { webAddress } from '../../../src/platform/web-address.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Api, ModeratedThread } from '../client/api.js';
import type { Filter } from '../model/filter.js';
import type { Notices } from '../model/notices.js';
import type { TextKey } from '../texts/text-table.js';
import { controls } from '../styles/controls.js';
import { page } from '../styles/page.js';
import { dotted } from './dotted.js';
import { ModerationElement } from './moderation-element.js';
import type { ModerationThreadForm } from './thread-form.js';
import { writing } from './writing.styles.js';

/** The threads, which can be closed, opened, renamed and moved. Emits `filter` to list the comments of one. */
export class ModerationThreadsView extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    fields,
    controls,
    page,
    writing,
    css`
      .search {
        max-width: 28em;
        margin-block-end: 1em;
      }
      ol {
        margin: 0 0 1em;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25em 1em;
        padding: 0.75em 0;
        border-block-end: 1px solid var(--hairline);
      }
      .what {
        flex: 1 1 18em;
        min-width: 0;
      }
      .what strong,
      .what small {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      @media (min-width: 40rem) {
        .what small {
          white-space: nowrap;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    notices: { attribute: false },
    sites: { attribute: false },
  };

  declare api: Api;
  declare notices: Notices;
  declare sites: string[];
  #q = '';
  #threads: ModeratedThread[] = [];
  #next?: string | null;
  #status: 'loading' | 'ready' | 'failed' = 'loading';
  #error?: StarlingError;
  #call?: AbortController;
  #typing?: ReturnType<typeof setTimeout>;

  protected override firstUpdated(): void {
    void this.#fetch([]);
  }

  protected override render(): unknown {
    return html`<div class="page">
        <h1>${this.t('threads')}</h1>
        <p class="hint">${this.t('threadsHint')}</p>
        <div class="search field">
          <label for="q">${this.t('threadSearch')}</label>
          <input id="q" type="search" maxlength="200" .value=${this.#q} @input=${this.#type} />
        </div>
        ${
          this.#threads.length > 0
            ? html`<ol aria-busy=${this.#status === 'loading' ? 'true' : 'false'}>
                ${this.#threads.map((thread) => this.#renderThread(thread))}
              </ol>`
            : nothing
        }
        ${this.#renderFoot()}
      </div>
      <moderation-thread-form
        .api=${this.api}
        .notices=${this.notices}
        @renamed=${({ detail }: CustomEvent<ModeratedThread>) => this.#changed(detail, 'didRenameThread')}
        @moved=${() => void this.#fetch([])}
      ></moderation-thread-form>`;
  }

  #renderThread(thread: ModeratedThread): unknown {
    const { site, title, url, closed, total, lastAt } = thread;
    const address = webAddress(url);
    return html`<li>
      <div class="what">
        <strong dir="auto">${title ?? thread.thread}</strong>
        <small
          >${dotted(
            this.n('threadTotal', total),
            lastAt ? this.t('lastAt', { ago: this.l10n.ago(lastAt) }) : undefined,
            site,
            address && html`<a href=${address} target="_blank" rel="noopener noreferrer">${this.t('openPage')} ↗</a>`,
          )}</small
        >
      </div>
      ${closed ? html`<span class="tag">${this.t('threadClosed')}</span>` : nothing}
      <div class="row">
        <button class="outlined" type="button" @click=${() => this.#showComments(thread)}>
          ${this.t('threadComments')}
        </button>
        <button class="outlined" type="button" @click=${() => this.#show('rename', thread)}>
          ${this.t('renameThread')}
        </button>
        <button class="outlined" type="button" @click=${() => this.#show('move', thread)}>
          ${this.t('moveThread')}
        </button>
        <button class="outlined" type="button" @click=${() => void this.#toggle(thread)}>
          ${this.t(closed ? 'openThread' : 'closeThread')}
        </button>
      </div>
    </li>`;
  }

  #renderFoot(): unknown {
    if (this.#status === 'failed') {
      return html`<p class="error" role="alert">${this.failure(this.#error!)}</p>
        <button class="outlined" type="button" @click=${() => void this.#fetch(this.#threads)}>
          ${this.t('retry')}
        </button>`;
    }
    if (this.#status === 'loading') return html`<p class="hint" role="status">${this.t('loading')}</p>`;
    if (this.#threads.length === 0)
      return html`<p class="none">${this.t(this.#q ? 'threadsNone' : 'threadsEmpty')}</p>`;
    return this.#next
      ? html`<button class="outlined" type="button" @click=${() => void this.#fetch(this.#threads)}>
          ${this.t('more')}
        </button>`
      : nothing;
  }

  readonly #type = ({ target }: Event): void => {
    this.#q = (target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#fetch([]), 250);
  };

  #showComments({ thread, site }: ModeratedThread): void {
    this.emit<Filter>('filter', { thread, ...(site && { site }) });
  }

  #show(purpose: 'rename' | 'move', thread: ModeratedThread): void {
    void this.renderRoot.querySelector<ModerationThreadForm>('moderation-thread-form')!.show(purpose, thread);
  }

  async #toggle({ site, thread, closed }: ModeratedThread): Promise<void> {
    try {
      const changed = await this.api.updateThread({ closed: !closed, thread, ...(site && { site }) });
      this.#changed(changed, closed ? 'didOpenThread' : 'didCloseThread');
    } catch (error) {
      this.notices.fail(toStarlingError(error));
    }
  }

  #changed(changed: ModeratedThread, told: TextKey): void {
    const isIt = ({ site, thread }: ModeratedThread) => site === changed.site && thread === changed.thread;
    this.#threads = this.#threads.map((each) => (isIt(each) ? changed : each));
    this.notices.say({ key: told, values: { thread: changed.title ?? changed.thread } });
    this.requestUpdate();
  }

  /** Fetches the page after the given threads; without any, the first page. */
  async #fetch(before: ModeratedThread[]): Promise<void> {
    this.#call?.abort();
    const { signal } = (this.#call = new AbortController());
    this.#status = 'loading';
    this.requestUpdate();
    try {
      const cursor = before.length > 0 ? (this.#next ?? undefined) : undefined;
      const { threads, next } = await this.api.threads({ q: this.#q || undefined, cursor }, signal);
      this.#threads = [...before, ...threads];
      this.#next = next;
      this.#status = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.#status = 'failed';
      this.#error = toStarlingError(error);
    }
    this.requestUpdate();
  }
}
