import { html } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { limits } from '../../../src/contract.js';
import { WritingForm } from './writing-form.js';

/**
 * The form to reply to a comment; a comment that is not public is approved first. Emits `done` at the end, whether it
 * was sent or not.
 */
export class ModerationReply extends WritingForm {
  static override properties: PropertyDeclarations = { name: { attribute: false } };

  /** The moderator's name, as shown beside the reply. */
  declare name: string;

  protected override render(): unknown {
    return html`<form @submit=${this.submit} @keydown=${this.press}>
      <label for="body">${this.t('yourReply', { name: this.name })}</label>
      <textarea
        id="body"
        dir="auto"
        required
        maxlength=${limits.body}
        aria-describedby="hint error"
        .value=${this.desk.drafts.get(this.comment.id) ?? ''}
        @input=${({ target }: Event) => this.desk.drafts.set(this.comment.id, (target as HTMLTextAreaElement).value)}
      ></textarea>
      <p id="hint" class="hint">${this.t('replyHint')}</p>
      <p id="error" class="error" role="alert">${this.#wrong()}</p>
      <div class="row">
        <button class="primary" aria-busy=${this.isBusy ? 'true' : 'false'}>
          ${this.t(this.#isPublic ? 'sendReply' : 'approveAndReply')}
        </button>
        <button type="button" @click=${this.cancel}>${this.t('cancel')}</button>
      </div>
    </form>`;
  }

  get #isPublic(): boolean {
    return this.comment.state === 'published';
  }

  #wrong(): string | undefined {
    if (!this.failed) return undefined;
    return this.failed.code === 'invalid' ? this.t('wrong.body') : this.failure(this.failed);
  }

  protected override async send(): Promise<void> {
    const { comment, desk } = this;
    if (!this.#isPublic) {
      await desk.decisions.decide([comment.id], 'approve');
      const error = desk.queue.find(comment.id)?.error;
      if (error) throw error;
    }
    await desk.api.reply(comment.id, desk.drafts.get(comment.id) ?? '');
    desk.drafts.delete(comment.id);
    desk.queue.update([comment.id], (item) => ({
      ...item,
      comment: { ...item.comment, replyCount: item.comment.replyCount + 1 },
    }));
    desk.notices.say({ key: 'replied' });
    this.emit('done');
  }
}
