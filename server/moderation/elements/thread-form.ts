import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { limits } from '../../../src/contract.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Api, ModeratedThread } from '../client/api.js';
import type { Notices } from '../model/notices.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';
import { writing } from './writing.styles.js';

type Purpose = 'rename' | 'move';

/**
 * The form to change a thread's title, address or id. Emits `renamed` with the changed thread, and `moved` when the
 * list of threads has changed.
 */
export class ModerationThreadForm extends ModerationElement {
  static override styles = [tokens, buttons, fields, controls, writing];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    notices: { attribute: false },
    thread: { attribute: false },
    purpose: { attribute: false },
    failed: { attribute: false },
  };

  declare api: Api;
  declare notices: Notices;
  declare thread?: ModeratedThread;
  declare purpose?: Purpose;
  declare failed?: StarlingError;

  async show(purpose: Purpose, thread: ModeratedThread): Promise<void> {
    this.purpose = purpose;
    this.thread = thread;
    this.failed = undefined;
    await this.updateComplete;
    this.#dialog.showModal();
  }

  protected override render(): unknown {
    const { thread, purpose } = this;
    return html`<dialog aria-labelledby="name" @close=${() => (this.thread = undefined)}>
      ${thread ? (purpose === 'move' ? this.#renderMove(thread) : this.#renderRename(thread)) : nothing}
    </dialog>`;
  }

  #renderRename({ title, url }: ModeratedThread): unknown {
    return html`<form @submit=${this.#rename}>
      <h1 id="name">${this.t('renameTitle')}</h1>
      <div class="field">
        <label for="title">${this.t('threadTitle')}</label>
        <input id="title" name="title" dir="auto" maxlength=${limits.title} .value=${title ?? ''} />
      </div>
      <div class="field">
        <label for="url">${this.t('threadUrl')}</label>
        <input id="url" name="url" type="url" maxlength=${limits.url} .value=${url ?? ''} />
      </div>
      <p class="error" role="alert">
        ${this.failed && (this.failed.fields ? this.t('wrong.url') : this.failure(this.failed))}
      </p>
      ${this.#renderButtons(this.t('save'))}
    </form>`;
  }

  #renderMove({ thread }: ModeratedThread): unknown {
    return html`<form @submit=${this.#move}>
      <h1 id="name">${this.t('moveTitle')}</h1>
      <p class="hint">${this.t('moveHint')}</p>
      <div class="field">
        <label for="to">${this.t('moveTo')}</label>
        <input id="to" name="to" required maxlength=${limits.thread} .value=${thread} />
      </div>
      <p class="error" role="alert">
        ${this.failed && (this.failed.code === 'conflict' ? this.t('moveSame') : this.failure(this.failed))}
      </p>
      ${this.#renderButtons(this.t('moveThread'))}
    </form>`;
  }

  #renderButtons(what: string): unknown {
    return html`<div class="row">
      <button class="primary">${what}</button>
      <button type="button" @click=${() => this.#dialog.close()}>${this.t('cancel')}</button>
    </div>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly #rename = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { site, thread } = this.thread!;
    const data = new FormData(event.target as HTMLFormElement);
    const typed = (name: string) => `${data.get(name)}`.trim() || null;
    try {
      const names = { title: typed('title'), url: typed('url') };
      this.emit('renamed', await this.api.updateThread({ ...names, thread, ...(site && { site }) }));
      this.#dialog.close();
    } catch (error) {
      this.failed = toStarlingError(error);
    }
  };

  readonly #move = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { site, thread: from } = this.thread!;
    const to = `${new FormData(event.target as HTMLFormElement).get('to')}`.trim();
    try {
      const moved = await this.api.moveThread({ from, to, ...(site && { site }) });
      this.#dialog.close();
      this.notices.say({ key: 'didMoveThread', values: { thread: moved.title ?? moved.thread } });
      this.emit('moved');
    } catch (error) {
      this.failed = toStarlingError(error);
    }
  };
}
