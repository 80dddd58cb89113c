import { html, nothing } from 'lit/html.js';
import { limits } from '../../../src/contract.js';
import type { TextKey } from '../texts/text-table.js';
import { WritingForm } from './writing-form.js';

/** The form to edit somebody else's comment. Emits `done` at the end, whether it was saved or not. */
export class ModerationEdit extends WritingForm {
  protected override render(): unknown {
    const { body, author } = this.comment;
    return html`<form @submit=${this.submit} @keydown=${this.press}>
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
        <button type="button" @click=${this.cancel}>${this.t('cancel')}</button>
      </div>
    </form>`;
  }

  #renderWrong(field: 'body' | 'name' | 'url'): unknown {
    if (!this.failed?.fields?.[field]) return nothing;
    return html`<p class="error" role="alert">${this.t(`wrong.${field}` satisfies TextKey)}</p>`;
  }

  protected override async send(form: HTMLFormElement): Promise<void> {
    const { comment, desk } = this;
    const data = new FormData(form);
    // Forms submit line breaks as CRLF.
    const typed = (name: string) => `${data.get(name)}`.replaceAll('\r\n', '\n').trim();
    const change = {
      ...(typed('body') !== comment.body.trim() && { body: typed('body') }),
      ...(typed('name') !== comment.author.name && { name: typed('name') }),
      ...(typed('url') !== (comment.author.url ?? '') && { url: typed('url') || null }),
    };
    if (Object.keys(change).length > 0) {
      const edited = await desk.api.edit(comment.id, change);
      desk.queue.update([comment.id], (item) => ({ ...item, comment: edited }));
      desk.notices.say({ key: 'edited' });
    }
    this.emit('done');
  }
}
