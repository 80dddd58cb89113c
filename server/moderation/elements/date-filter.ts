import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import { isDay } from '../model/days.js';
import type { Filter } from '../model/filter.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

/** Restricts a list to the days on which comments were written. Emits `filter`. */
export class ModerationDateFilter extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    fields,
    controls,
    css`
      :host {
        position: relative;
      }
      .panel {
        position: absolute;
        z-index: 4;
        inset-block-start: calc(100% + 0.25em);
        inset-inline-end: 0;
        display: grid;
        gap: 0.75em;
        width: max-content;
        max-width: calc(100vw - 2em);
        padding: 1em;
        border: 1px solid var(--hairline);
        border-radius: calc(var(--radius) * 1.5);
        background: var(--background);
        box-shadow: 0 0.25em 1.5em color-mix(in srgb, black 18%, transparent);
      }
      @media (max-width: 40rem) {
        /* As wide as the header of the list, which is positioned. */
        :host {
          position: static;
        }
        .panel {
          inset-inline: 0.75em;
          grid-template-columns: repeat(auto-fit, minmax(10.5em, 1fr));
          width: auto;
          max-width: none;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { filter: { attribute: false }, isOpen: { attribute: false } };

  declare filter: Filter;
  declare isOpen: boolean;

  protected override render(): unknown {
    return html`<button
        class="outlined"
        type="button"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-controls="panel"
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        ${this.t('dates')}
      </button>
      <div id="panel" @keydown=${this.#press} @focusout=${this.#leave}>
        ${this.isOpen ? this.#renderPanel() : nothing}
      </div>`;
  }

  #renderPanel(): unknown {
    return html`<div class="panel" role="group" aria-label=${this.t('dates')}>
      ${(['from', 'to'] as const).map(
        (end) =>
          html`<div class="field">
            <label for=${end}>${this.t(end === 'from' ? 'dateFrom' : 'dateTo')}</label>
            <input
              id=${end}
              type="date"
              name=${end}
              .value=${this.filter[end] ?? ''}
              min=${(end === 'to' && this.filter.from) || nothing}
              max=${(end === 'from' && this.filter.to) || nothing}
              @change=${this.#choose}
            />
          </div>`,
      )}
    </div>`;
  }

  readonly #choose = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.emit('filter', { ...this.filter, [name]: isDay(value) ? value : undefined });
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.isOpen = false;
    this.renderRoot.querySelector('button')!.focus();
  };

  /** Closes once the focus is elsewhere on the page; a date field's own calendar takes no focus. */
  readonly #leave = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.renderRoot.contains(relatedTarget)) this.isOpen = false;
  };
}
