import { html } from 'lit/html.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import { areKeysOn, type Shortcut, shortcuts, switchKeys } from '../model/shortcuts.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

/** How keys that are not plain letters are written. */
const shown: Record<string, string> = { X: '⇧ X', Escape: 'Esc', Enter: '↵' };

/** Lists the keyboard shortcuts, with the switch that turns them off. */
export class ModerationHelp extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.5em 1em;
        align-items: baseline;
        margin: 0;
      }
      dd {
        margin: 0;
      }
      dt {
        color: var(--muted);
        font-size: 0.8125em;
      }
      dt kbd {
        color: var(--text);
        font-size: 1em;
      }
      @media (min-width: 40rem) {
        dl {
          grid-template-columns: auto 1fr auto 1fr;
        }
      }
      p,
      label {
        display: block;
        margin: 1em 0 0;
      }
      p {
        color: var(--muted);
        font-size: 0.9375em;
      }
      input {
        width: 1.125em;
        height: 1.125em;
        accent-color: var(--accent);
        vertical-align: -0.2em;
      }
      label + p {
        margin-block-start: 0.25em;
      }
    `,
  ];

  show(): void {
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override render(): unknown {
    return html`<dialog aria-labelledby="name" closedby="any">
      <div class="dialog-head">
        <h1 id="name">${this.t('help')}</h1>
        <button type="button" aria-label=${this.t('close')} @click=${() => this.#dialog.close()}>✕</button>
      </div>
      <dl>
        ${Object.entries(shortcuts).map(
          ([name, keys]) =>
            html`<dt>
                ${keys.map((key, index) => html`${index > 0 ? ` ${this.t('or')} ` : ''}<kbd>${shown[key] ?? key}</kbd>`)}
              </dt>
              <dd>${this.t(`key.${name as Shortcut}`)}</dd>`,
        )}
      </dl>
      <label
        ><input type="checkbox" .checked=${areKeysOn()} aria-describedby="hint" @change=${this.#switch} />
        ${this.t('keysOn')}</label
      >
      <p id="hint">${this.t('keysHint')}</p>
      <p>${this.t('helpSelected')} ${this.t('helpUndo')}</p>
    </dialog>`;
  }

  readonly #switch = ({ target }: Event): void => switchKeys((target as HTMLInputElement).checked);
}
