import { html } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Desk } from '../model/desk.js';
import { isNarrowed } from '../model/filter.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';
import { writing } from './writing.styles.js';

/** Asks before everything in the list of spam is deleted for good. */
export class ModerationEmptySpam extends ModerationElement {
  static override styles = [tokens, buttons, controls, writing];
  static override properties: PropertyDeclarations = { desk: { attribute: false }, isNarrowed: { attribute: false } };

  declare desk: Desk;
  /** Whether filters restrict the list. */
  declare isNarrowed: boolean;

  async show(): Promise<void> {
    this.isNarrowed = isNarrowed(this.desk.queue.filter);
    await this.updateComplete;
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override render(): unknown {
    return html`<dialog aria-labelledby="heading" closedby="any">
      <form method="dialog" @submit=${this.#empty}>
        <h1 id="heading">${this.t('emptySpamAsk')}</h1>
        <p>${this.t(this.isNarrowed ? 'emptySpamNarrowed' : 'emptySpamHint')}</p>
        <p class="hint">${this.t('emptySpamLearning')}</p>
        <div class="row">
          <button class="outlined delete">${this.t('deleteForGood')}</button>
          <button type="button" autofocus @click=${() => this.#dialog.close()}>${this.t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #empty = (): void => void this.desk.decisions.decideMatching('delete', true);
}
