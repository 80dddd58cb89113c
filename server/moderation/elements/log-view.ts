import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Api, LogEntry } from '../client/api.js';
import { controls } from '../styles/controls.js';
import { page } from '../styles/page.js';
import { logDetail } from './log-detail.js';
import { ModerationElement } from './moderation-element.js';
import { exactDate } from '../../../src/i18n/exact-date.js';

/** The moderation log, newest first. */
export class ModerationLogView extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    page,
    css`
      td:first-child {
        white-space: nowrap;
      }
      .difference {
        display: grid;
        max-width: 40em;
        margin-block-start: 0.25em;
        color: var(--muted);
        font-size: 0.9em;
      }
      ins,
      del {
        padding-inline: 0.5em;
        border-inline-start: 3px solid currentcolor;
        color: var(--success);
        text-decoration: none;
      }
      del {
        color: var(--error);
        text-decoration: line-through;
      }
      /* What was done, with its words, on lines of its own. */
      @media (max-width: 40rem) {
        td:nth-child(3) {
          flex-basis: 100%;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { api: { attribute: false } };

  declare api: Api;
  #entries: LogEntry[] = [];
  #next?: string | null;
  #status: 'loading' | 'ready' | 'failed' = 'loading';
  #error?: StarlingError;

  protected override firstUpdated(): void {
    void this.#fetch();
  }

  protected override render(): unknown {
    return html`<div class="page">
      <h1>${this.t('log')}</h1>
      <p class="hint">${this.t('logHint')}</p>
      ${this.#entries.length > 0 ? this.#renderTable() : nothing} ${this.#renderFoot()}
    </div>`;
  }

  #renderTable(): unknown {
    return html`<div class="scrolling" role="region" aria-label=${this.t('log')} tabindex="0">
      <table class="entries">
        <thead>
          <tr>
            ${(['when', 'who', 'what', 'where'] as const).map((key) => html`<th scope="col">${this.t(key)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.#entries.map(
            ({ at, by, action, site, comment, thread, detail }) =>
              html`<tr>
                <td><time datetime=${at} title=${exactDate(this.l10n, at)}>${this.l10n.ago(at)}</time></td>
                <td>${by}</td>
                <td>${this.named('action', action)} ${logDetail(detail)}</td>
                <td>
                  ${comment ? html`<a href="?list=all#comment-${comment}">${this.t('aComment')}</a>` : nothing}
                  ${thread ? html`<span dir="auto">${this.t('aThread', { thread })}</span>` : nothing}
                  ${site ? html`<small>${site}</small>` : nothing}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #renderFoot(): unknown {
    if (this.#status === 'failed') {
      return html`<p class="error" role="alert">${this.failure(this.#error!)}</p>
        <button class="outlined" type="button" @click=${() => void this.#fetch()}>${this.t('retry')}</button>`;
    }
    if (this.#status === 'loading') return html`<p class="hint" role="status">${this.t('loading')}</p>`;
    if (this.#entries.length === 0) return html`<p class="none">${this.t('logEmpty')}</p>`;
    return this.#next
      ? html`<button class="outlined" type="button" @click=${() => void this.#fetch()}>${this.t('more')}</button>`
      : nothing;
  }

  async #fetch(): Promise<void> {
    this.#status = 'loading';
    this.requestUpdate();
    try {
      const { log, next } = await this.api.log(this.#next ?? undefined);
      this.#entries = [...this.#entries, ...log];
      this.#next = next;
      this.#status = 'ready';
    } catch (error) {
      this.#status = 'failed';
      this.#error = toStarlingError(error);
    }
    this.requestUpdate();
  }
}
