import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Decisions } from '../model/decisions.js';
import { Watch } from '../model/observable.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

/** How far a decision on all matching comments is, with a way to stop it, over every part of the page. */
export class ModerationBulkProgress extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      :host {
        position: fixed;
        z-index: 4;
        inset-block-end: 0.75em;
        inset-inline: 0.75em;
        display: grid;
        justify-items: center;
        pointer-events: none;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5em 1em;
        box-sizing: border-box;
        width: min(36em, 100%);
        padding: 0.75em 1em;
        border: 1px solid var(--hairline);
        border-radius: calc(var(--radius) * 1.5);
        background: var(--surface);
        color: var(--text);
        box-shadow: 0 0.25em 1.5em color-mix(in srgb, black 18%, transparent);
        pointer-events: auto;
      }
      progress {
        flex: 1;
        min-width: 6em;
        accent-color: var(--accent);
      }
    `,
  ];
  static override properties: PropertyDeclarations = { decisions: { attribute: false } };

  declare decisions: Decisions;
  readonly watch = new Watch(this, () => this.decisions);

  protected override render(): unknown {
    const { bulk } = this.decisions;
    if (!bulk) return nothing;
    const { done, isStopping } = bulk;
    return html`<div class="bar" role="group" aria-label=${this.t('bulkActions')}>
      <strong role="status">${this.n('bulk', done)}</strong>
      <progress aria-label=${this.n('bulk', done)}></progress>
      <button class="outlined" type="button" ?disabled=${isStopping} @click=${() => this.decisions.stop()}>
        ${this.t(isStopping ? 'stopping' : 'stop')}
      </button>
    </div>`;
  }
}
