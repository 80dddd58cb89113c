import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { toStarlingError } from '../../../src/errors.js';
import type { Api, Session } from '../client/api.js';
import type { Notices } from '../model/notices.js';
import { ModerationForm } from './moderation-form.js';

/** Shows who is signed in, changes the password, and signs out. Emits `signed-out`. */
export class ModerationAccount extends ModerationForm {
  static override styles = [
    ...ModerationForm.styles,
    css`
      form {
        display: grid;
        gap: 1em;
        margin-block-start: 1.25em;
        padding-block-start: 1.25em;
        border-block-start: 1px solid var(--hairline);
      }
      p {
        margin: 0;
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5em;
      }
      .hint {
        color: var(--muted);
        font-size: 0.875em;
      }
      .primary {
        justify-self: start;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    notices: { attribute: false },
    session: { attribute: false },
  };

  declare api: Api;
  declare notices: Notices;
  declare session: Session;

  show(): void {
    this.failed = undefined;
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override render(): unknown {
    const { name, shownName, role, sites } = this.session;
    return html`<dialog aria-labelledby="name" closedby="any">
      <div class="dialog-head">
        <h1 id="name" dir="auto">${shownName}</h1>
        <button type="button" aria-label=${this.t('close')} @click=${() => this.#dialog.close()}>✕</button>
      </div>
      <div class="who">
        <p class="hint">
          ${name} ·
          ${this.t(`role.${role}`)}${role === 'moderator' && sites.length > 0 ? `: ${sites.join(', ')}` : nothing}
        </p>
        <button class="outlined" type="button" @click=${() => void this.#signOut()}>${this.t('signOut')}</button>
      </div>
      ${this.#renderPassword(name)}
    </dialog>`;
  }

  #renderPassword(login: string): unknown {
    const { code, fields = {} } = this.failed ?? {};
    const isOldWrong = code === 'unauthorized' || 'old' in fields;
    const isWeak = 'new' in fields;
    return html`<form @submit=${this.submit}>
      <h2>${this.t('changePassword')}</h2>
      <input
        class="unseen"
        name="username"
        autocomplete="username"
        .value=${login}
        tabindex="-1"
        aria-hidden="true"
        readonly
      />
      <div class="field">
        <label for="old">${this.t('oldPassword')}</label>
        <input
          id="old"
          name="old"
          type="password"
          autocomplete="current-password"
          required
          aria-invalid=${isOldWrong ? 'true' : 'false'}
          aria-describedby="error"
        />
      </div>
      <div class="field">
        <label for="new">${this.t('newPassword')}</label>
        <input
          id="new"
          name="new"
          type="password"
          autocomplete="new-password"
          minlength="10"
          required
          aria-invalid=${isWeak ? 'true' : 'false'}
          aria-describedby="rule error"
        />
        <p id="rule" class="hint">${this.t('passwordRule')}</p>
      </div>
      <p id="error" class="error" role="alert">
        ${
          isOldWrong
            ? this.t('oldPasswordWrong')
            : isWeak
              ? this.t('passwordWeak', { rule: this.t('passwordRule') })
              : this.failed && this.failure(this.failed)
        }
      </p>
      <button class="primary" aria-busy=${this.isBusy ? 'true' : 'false'}>${this.t('changePassword')}</button>
    </form>`;
  }

  protected override async send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    await this.api.changePassword(`${data.get('old')}`, `${data.get('new')}`);
    form.reset();
    this.#dialog.close();
    this.notices.say({ key: 'passwordChanged' });
  }

  async #signOut(): Promise<void> {
    try {
      await this.api.signOut();
      this.#dialog.close();
      this.emit('signed-out');
    } catch (error) {
      this.failed = toStarlingError(error);
    }
  }
}
