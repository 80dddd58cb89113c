import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Decision } from '../client/api.js';
import type { Decisions } from '../model/decisions.js';
import { Watch } from '../model/observable.js';
import type { Selection } from '../model/selection.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

const offered = ['approve', 'hold', 'spam', 'delete'] as const satisfies readonly Decision[];

/** Actions on many comments at once. Emits `decide` for a decision on the selected comments. */
export class ModerationBulkBar extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      :host {
        position: sticky;
        z-index: 2;
        inset-block-end: 0;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5em;
        margin: 0.75em;
        padding: 0.75em 1em;
        border: 1px solid var(--hairline);
        border-radius: calc(var(--radius) * 1.5);
        background: var(--surface);
        box-shadow: 0 0.25em 1.5em color-mix(in srgb, black 18%, transparent);
      }
      strong {
        margin-inline-end: 0.5em;
      }
      .matching {
        flex-basis: 100%;
        font-size: 0.875em;
      }
      .matching button {
        padding-inline: 0;
        color: var(--accent);
        text-decoration: underline;
      }
      .clear {
        margin-inline-start: auto;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    selection: { attribute: false },
    decisions: { attribute: false },
  };

  declare selection: Selection;
  declare decisions: Decisions;
  readonly selectionWatch = new Watch(this, () => this.selection);
  readonly decisionsWatch = new Watch(this, () => this.decisions);

  protected override render(): unknown {
    const { size, isAllMatching, isWhole, queue } = this.selection;
    if (size === 0 || this.decisions.bulk) return nothing;
    return html`<div class="bar" role="group" aria-label=${this.t('bulkActions')}>
      <strong role="status">${isAllMatching ? this.t('matchingSelected') : this.n('selected', size)}</strong>
      ${offered.map(
        (decision) =>
          html`<button class="outlined ${decision}" type="button" @click=${() => this.emit('decide', decision)}>
            ${this.t(decision)}
          </button>`,
      )}
      <button class="clear" type="button" @click=${() => this.selection.clear()}>${this.t('clearSelection')}</button>
      ${
        isWhole && queue.hasMore && !isAllMatching
          ? html`<span class="matching"
              ><button type="button" @click=${() => this.selection.selectMatching()}>
                ${this.t('selectMatching')}
              </button></span
            >`
          : nothing
      }
    </div>`;
  }
}
