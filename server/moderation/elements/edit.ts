import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { limits } from '../../../src/contract.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { writingKey } from '../../../src/platform/writing-keys.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import type { TextKey } from '../texts/text-table.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';
import { writing } from './writing.styles.js';

/** The form to edit somebody else's comment. Emits `done` at the end, whether it was saved or not. */
export class ModerationEdit extends ModerationElement {
  static override styles = [tokens, buttons, fields, controls, writing];
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    comment: { attribute: false },
    failed: { attribute: false },
    isBusy: { attribute: false },
  };

  declare desk: Desk;
  declare comment: Moderated;
  declare failed?: StarlingError;
  declare isBusy: boolean;

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  protected override render(): unknown {
    const { body, author } = this.comment;
    return html`<form @submit=${this.#submit} @keydown=${this.#press}>
      <div>
        <label for="body">${this.t('editText')}</label>
        <textarea id="body" name="body" dir="auto" required maxlength=${limits.body} .value=${body}></textarea>
        ${this.#renderWrong('body')}
      </div>
      <div class="field">
        <label for="name">${this.t('editName')}</label>
        <input id="name" name="name" dir="auto" required maxlength=${limits.name} .value=${author.name} />
        ${this.#renderWrong('name')}
      </div>
      <div class="field">
        <label for="url">${this.t('website')}</label>
        <input id="url" name="url" type="url" maxlength=${limits.url} .value=${author.url ?? ''} />
        ${this.#renderWrong('url')}
      </div>
      <p class="hint">${this.t('editHint')}</p>
      ${
        this.failed && !this.failed.fields
          ? html`<p class="error" role="alert">${this.failure(this.failed)}</p>`
          : nothing
      }
      <div class="row">
        <button class="primary" aria-busy=${this.isBusy ? 'true' : 'false'}>${this.t('save')}</button>
        <button type="button" @click=${() => this.emit('done')}>${this.t('cancel')}</button>
      </div>
    </form>`;
  }

  #renderWrong(field: 'body' | 'name' | 'url'): unknown {
    if (!this.failed?.fields?.[field]) return nothing;
    return html`<p class="error" role="alert">${this.t(`wrong.${field}` satisfies TextKey)}</p>`;
  }

  readonly #press = (event: KeyboardEvent): void => {
    const key = writingKey(event);
    if (key === 'send') (event.currentTarget as HTMLFormElement).requestSubmit();
    else if (key === 'close') this.emit('done');
    if (key) event.preventDefault();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const { comment, desk } = this;
    const data = new FormData(event.target as HTMLFormElement);
    // Forms submit line breaks as CRLF.
    const typed = (name: string) => `${data.get(name)}`.replaceAll('\r\n', '\n').trim();
    const change = {
      ...(typed('body') !== comment.body.trim() && { body: typed('body') }),
      ...(typed('name') !== comment.author.name && { name: typed('name') }),
      ...(typed('url') !== (comment.author.url ?? '') && { url: typed('url') || null }),
    };
    this.isBusy = true;
    this.failed = undefined;
    try {
      if (Object.keys(change).length > 0) {
        const edited = await desk.api.edit(comment.id, change);
        desk.queue.update([comment.id], (item) => ({ ...item, comment: edited }));
        desk.notices.say({ key: 'edited' });
      }
      this.emit('done');
    } catch (error) {
      this.failed = toStarlingError(error);
    } finally {
      this.isBusy = false;
    }
  };
}
