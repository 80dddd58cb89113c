import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Api, Ban } from '../client/api.js';
import type { Notices } from '../model/notices.js';
import { controls } from '../styles/controls.js';
import { page } from '../styles/page.js';
import { ModerationElement } from './moderation-element.js';
import { exactDate } from '../../../src/i18n/exact-date.js';

/** The banned people, words and links, by whom and until when. Emits `ban` to open the form for a new ban. */
export class ModerationBansView extends ModerationElement {
  static override styles = [tokens, buttons, controls, page];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    notices: { attribute: false },
  };

  declare api: Api;
  declare notices: Notices;
  #bans: Ban[] = [];
  #next: string | null = null;
  #status: 'loading' | 'ready' | 'failed' = 'loading';
  #error?: StarlingError;

  /** Fetches the list again. */
  list(): Promise<void> {
    return this.#fetch([]);
  }

  protected override firstUpdated(): void {
    void this.list();
  }

  protected override render(): unknown {
    return html`<div class="page">
      <h1>${this.t('bans')}</h1>
      <p class="hint">${this.t('bansHint')}</p>
      <p><button class="primary" type="button" @click=${() => this.emit('ban')}>${this.t('banNew')}</button></p>
      ${this.#bans.length > 0 ? this.#renderTable() : nothing} ${this.#renderFoot()}
    </div>`;
  }

  #renderTable(): unknown {
    return html`<div class="scrolling" role="region" aria-label=${this.t('bans')} tabindex="0">
      <table class="entries">
        <thead>
          <tr>
            ${(['what', 'banUntil', 'banNote', 'who'] as const).map((key) => html`<th scope="col">${this.t(key)}</th>`)}
            <th scope="col"><span class="unseen">${this.t('unban')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.#bans.map((ban) => this.#renderBan(ban))}
        </tbody>
      </table>
    </div>`;
  }

  #renderBan(ban: Ban): unknown {
    const { kind, value, site, until, note, by, createdAt } = ban;
    // The hash of a visitor or a network means nothing to a reader.
    const isHash = kind === 'visitor' || kind === 'network';
    return html`<tr>
      <td>
        <span class="tag">${this.t(`ban.${kind}`)}</span>
        <span dir="auto">${isHash ? `${value.slice(0, 8)}…` : value}</span>
        <small>${site === null ? this.t('siteAll') : site}</small>
      </td>
      <td>${until === null ? this.t('banForever') : exactDate(this.l10n, until)}</td>
      <td dir="auto">${note}</td>
      <td>${by}, <time datetime=${createdAt}>${this.l10n.ago(createdAt)}</time></td>
      <td><button class="outlined" type="button" @click=${() => void this.#lift(ban)}>${this.t('unban')}</button></td>
    </tr>`;
  }

  #renderFoot(): unknown {
    if (this.#status === 'failed') {
      return html`<p class="error" role="alert">${this.failure(this.#error!)}</p>
        <button class="outlined" type="button" @click=${() => void this.#fetch(this.#bans)}>
          ${this.t('retry')}
        </button>`;
    }
    if (this.#status === 'loading') return html`<p class="hint" role="status">${this.t('loading')}</p>`;
    if (this.#bans.length === 0) return html`<p class="none">${this.t('bansEmpty')}</p>`;
    return this.#next
      ? html`<button class="outlined" type="button" @click=${() => void this.#fetch(this.#bans)}>
          ${this.t('more')}
        </button>`
      : nothing;
  }

  async #lift(ban: Ban): Promise<void> {
    try {
      await this.api.unban(ban.id);
      this.#bans = this.#bans.filter((each) => each !== ban);
      this.notices.say({ key: 'unbanned' });
      this.requestUpdate();
    } catch (error) {
      this.notices.fail(toStarlingError(error));
    }
  }

  /** Fetches the page after the given bans; without any, the first page. */
  async #fetch(before: Ban[]): Promise<void> {
    this.#status = 'loading';
    this.requestUpdate();
    try {
      const { bans, next } = await this.api.bans(before.length > 0 ? (this.#next ?? undefined) : undefined);
      this.#bans = [...before, ...bans];
      this.#next = next;
      this.#status = 'ready';
    } catch (error) {
      this.#status = 'failed';
      this.#error = toStarlingError(error);
    }
    this.requestUpdate();
  }
}
