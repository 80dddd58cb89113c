import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import type { Api } from '../client/api.js';
import { ModerationForm } from './moderation-form.js';

/** The form for login and password. Emits `signed-in` when the server has accepted them. */
export class ModerationSignIn extends ModerationForm {
  static override styles = [
    ...ModerationForm.styles,
    css`
      form {
        display: grid;
        gap: 1em;
      }
      p {
        margin: 0;
      }
      .hint {
        color: var(--muted);
      }
      .none {
        padding-block-start: 1em;
        border-block-start: 1px solid var(--hairline);
        color: var(--muted);
        font-size: 0.875em;
      }
      .none code {
        display: block;
        color: var(--text);
        font-size: 1em;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    isAgain: { attribute: false },
  };

  declare api: Api;
  /** Whether a session has ended, and the page is still there behind this form. */
  declare isAgain: boolean;

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render(): unknown {
    const error =
      this.failed && (this.failed.code === 'unauthorized' ? this.t('signInWrong') : this.failure(this.failed));
    return html`<form @submit=${this.submit}>
      <h1>${this.isAgain ? this.t('signIn') : this.t('title')}</h1>
      <p class="hint">${this.t(this.isAgain ? 'signInAgain' : 'signInHint')}</p>
      <div class="field">
        <label for="login">${this.t('login')}</label>
        <input
          id="login"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          aria-describedby=${error ? 'error' : nothing}
        />
      </div>
      <div class="field">
        <label for="password">${this.t('password')}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby=${error ? 'error' : nothing}
        />
      </div>
      <p id="error" class="error" role="alert">${error}</p>
      <button class="primary" aria-busy=${this.isBusy ? 'true' : 'false'}>${this.t('signIn')}</button>
      ${
        this.isAgain
          ? nothing
          : html`<p class="none">
              ${this.t('signInNone')}<code>starling-server moderator add LOGIN --role owner</code>
            </p>`
      }
    </form>`;
  }

  protected override async send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    try {
      await this.api.signIn(`${data.get('username')}`, `${data.get('password')}`);
    } catch (error) {
      // Most likely the password must be typed again.
      this.renderRoot.querySelector<HTMLInputElement>('#password')?.select();
      throw error;
    }
    this.emit('signed-in');
  }
}
