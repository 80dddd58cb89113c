import { html } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { limits } from '../../../src/contract.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { writingKey } from '../../../src/platform/writing-keys.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';
import { writing } from './writing.styles.js';

/**
 * The form to reply to a comment; a comment that is not public is approved first. Emits `done` at the end, whether it
 * was sent or not.
 */
export class ModerationReply extends ModerationElement {
  static override styles = [tokens, buttons, fields, controls, writing];
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    comment: { attribute: false },
    name: { attribute: false },
    failed: { attribute: false },
    isBusy: { attribute: false },
  };

  declare desk: Desk;
  declare comment: Moderated;
  /** The moderator's name, as shown beside the reply. */
  declare name: string;
  declare failed?: StarlingError;
  declare isBusy: boolean;

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  protected override render(): unknown {
    return html`<form @submit=${this.#submit} @keydown=${this.#press}>
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
        <button type="button" @click=${() => this.emit('done')}>${this.t('cancel')}</button>
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
    this.isBusy = true;
    this.failed = undefined;
    try {
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
    } catch (error) {
      this.failed = toStarlingError(error);
    } finally {
      this.isBusy = false;
    }
  };
}
