import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { live } from 'lit/directives/live.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Decision } from '../client/api.js';
import { offeredFor } from '../model/offered.js';
import type { Item } from '../model/queue.js';
import { controls } from '../styles/controls.js';
import { asShown } from './as-shown.js';
import { dotted } from './dotted.js';
import { ModerationElement } from './moderation-element.js';

/** The key for each decision, as shown on its button. */
const keyOf: Partial<Record<Decision, string>> = { approve: 'A', spam: 'S', delete: 'D', hold: 'H' };

/**
 * A comment of the list: its text, where it is, why it waits, and which decisions are possible. Emits `decide` (a
 * decision), `toggle` (whether to select a range), `open`, `undo` and `only-thread`. The host element receives the
 * focus.
 */
export class ModerationItem extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      :host {
        position: relative;
        padding-block: 1em 0.75em;
        padding-inline: 3.25em 1.25em;
        border-block-end: 1px solid var(--hairline);
        outline-offset: -3px;
        scroll-margin-block: 8em 5em;
      }
      :host([current]) {
        background: color-mix(in srgb, var(--accent) 5%, var(--background));
        box-shadow: inset 3px 0 var(--accent);
      }
      :host([current]:dir(rtl)) {
        box-shadow: inset -3px 0 var(--accent);
      }
      .select {
        position: absolute;
        inset-block-start: 0.75em;
        inset-inline-start: 0.5em;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        cursor: pointer;
      }
      input {
        width: 1.125em;
        height: 1.125em;
        margin: 0;
        accent-color: var(--accent);
      }
      starling-comment {
        cursor: pointer;
      }
      starling-comment::part(actions) {
        display: none;
      }
      /* What is longer is read beside it. */
      starling-comment::part(body) {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 6;
      }
      /* Decided: it steps back, and can be read still. */
      :host([settled]) {
        background: var(--surface);
      }
      :host([settled]) starling-comment {
        --starling-color-text: var(--muted);
      }
      .facts,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375em 0.5em;
        margin-block-start: 0.5em;
        padding-inline-start: calc(var(--avatar-size) + 0.75em);
      }
      .where {
        min-width: 0;
        color: var(--muted);
        font-size: 0.875em;
      }
      .where button {
        min-height: 24px;
        padding: 0;
        color: inherit;
        text-align: start;
        text-decoration: underline transparent;
        text-underline-offset: 0.15em;
      }
      .where button:hover {
        background: none;
        text-decoration-color: currentcolor;
      }
      .quote {
        color: var(--muted);
        font-size: 0.875em;
      }
      .did {
        font-weight: 600;
        font-size: 0.9375em;
      }
      .actions .error {
        flex-basis: 100%;
        margin: 0;
      }
      @media (max-width: 40rem) {
        :host {
          padding-inline: 1em 0.75em;
        }
        .select {
          inset-inline: auto 0;
        }
        /* Beside the box. */
        starling-comment {
          margin-inline-end: 1.75em;
        }
        .facts,
        .actions {
          padding-inline-start: 0;
        }
        .actions .outlined {
          flex: 1 1 auto;
        }
      }
      @media (forced-colors: active) {
        :host([current]) {
          border-inline-start: 4px solid Highlight;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    item: { attribute: false },
    isSelected: { attribute: false },
    canUndo: { attribute: false },
    showsState: { attribute: false },
    showsSite: { attribute: false },
  };

  declare item: Item;
  declare isSelected: boolean;
  declare canUndo: boolean;
  /** Whether the list has comments of several states, or several sites. */
  declare showsState: boolean;
  declare showsSite: boolean;

  protected override render(): unknown {
    const { comment } = this.item;
    const name = comment.author.name || this.l10n.text('anonymous');
    return html`
      <label class="select"
        ><input
          type="checkbox"
          .checked=${live(this.isSelected)}
          aria-label=${this.t('selectOne', { name })}
          @click=${this.#toggle}
      /></label>
      <starling-comment .comment=${asShown(comment)} @click=${this.#open}></starling-comment>
      <div class="facts">${this.#renderWhy()} ${this.#renderWhere()}</div>
      <div class="actions">${this.#renderActions()}</div>
    `;
  }

  #renderWhere(): unknown {
    const { comment } = this.item;
    const title = comment.threadTitle ?? comment.threadId;
    return html`<span class="where" dir="auto"
      >${dotted(
        html`<button type="button" title=${this.t('onlyThisThread')} @click=${() => this.emit('only-thread', comment)}>
          ${title ? this.t('on', { thread: title }) : this.t('onNoTitle')}
        </button>`,
        this.showsSite ? comment.site || this.t('siteUnnamed') : undefined,
      )}</span
    >`;
  }

  #renderWhy(): unknown {
    const { state, reasons, reports } = this.item.comment;
    const waits = state === 'pending' || state === 'spam';
    return html`
      ${this.showsState ? html`<span class="tag ${state}">${this.t(`state.${state}`)}</span>` : nothing}
      ${waits ? reasons.map(({ code, detail }) => html`<span class="tag">${this.named('why', code, { detail })}</span>`) : nothing}
      ${
        reports.length > 0
          ? html`<span class="tag reported">${this.n('reports', reports.length)}</span>
              <span class="quote" dir="auto">${reports.find(({ reason }) => reason)?.reason}</span>`
          : nothing
      }
    `;
  }

  #renderActions(): unknown {
    const { comment, decided, pending, error, elsewhere } = this.item;
    if (pending) return html`<span class="did">${this.t(`doing.${pending}`)}</span>`;
    if (decided) {
      return html`<span class="did">${this.t(`did.${decided}`)}</span> ${
          this.canUndo
            ? html`<button class="outlined undo" type="button" @click=${() => this.emit('undo')}>
                ${this.t('undo')}<kbd aria-hidden="true">U</kbd>
              </button>`
            : nothing
        }`;
    }
    return html`
      ${elsewhere ? html`<span class="did">${this.named('action', elsewhere.action)} · ${elsewhere.by}</span>` : nothing}
      ${error ? html`<p class="error" role="alert">${this.failure(error)}</p>` : nothing}
      ${offeredFor(comment).map(
        ({ decision, text }) =>
          html`<button class="outlined ${decision}" type="button" @click=${() => this.emit('decide', decision)}>
            ${this.t(text)}${this.#renderKey(keyOf[decision])}
          </button>`,
      )}
    `;
  }

  /** Shown on the current comment only, because keys act on it. */
  #renderKey(key: string | undefined): unknown {
    return key && this.hasAttribute('current') ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing;
  }

  readonly #toggle = (event: MouseEvent): void => this.emit('toggle', event.shiftKey);

  readonly #open = (event: MouseEvent): void => {
    // Links in the text stay usable, and text can be selected.
    if (event.composedPath().some((each) => each instanceof HTMLAnchorElement) || !getSelection()?.isCollapsed) return;
    this.emit('open');
  };
}
