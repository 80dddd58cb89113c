import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BackendIdentity } from '../../../backend.js';
import type { CaptchaAnswer } from '../../../contract.js';
import { type StarlingError, toStarlingError } from '../../../errors.js';
import { errorText } from '../../base/error-text.js';
import type { FormHost } from '../form-host.js';

/** Signing in with a code that is sent by e-mail, in two steps. */
export interface MailSignIn {
  readonly isOpen: boolean;
  readonly open: () => void;
  close(): void;
  view(): TemplateResult;
}

type Input = 'sign-in-email' | 'sign-in-code' | 'sign-in-name';

/** @param cancelled called when the reader has changed their mind */
export function mailSignIn(
  host: FormHost,
  identity: BackendIdentity,
  captcha: () => Promise<CaptchaAnswer | undefined>,
  cancelled: () => void,
): MailSignIn {
  let step: 'closed' | 'address' | 'code' = 'closed';
  let email = '';
  let error: StarlingError | undefined;
  let isBusy = false;

  const input = (id: Input): HTMLInputElement => host.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
  const show = (next: 'address' | 'code'): void => {
    step = next;
    error = undefined;
    host.change({});
    void host.updateComplete.then(() => input(`sign-in-${step === 'address' ? 'email' : 'code'}`)?.focus());
  };
  const cancel = (): void => {
    step = 'closed';
    cancelled();
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    error = undefined;
    try {
      await work();
    } catch (cause) {
      error = toStarlingError(cause);
    }
    isBusy = false;
    host.change({});
  };
  const send = () =>
    attempt(async () => {
      email = input('sign-in-email').value.trim();
      await sendWithCaptcha();
      show('code');
    });
  /** Tries without a captcha first, because only a browser's first write needs one. */
  const sendWithCaptcha = async (): Promise<void> => {
    try {
      await identity.sendCode(email);
    } catch (cause) {
      if (toStarlingError(cause).code !== 'captcha') throw cause;
      await identity.sendCode(email, { captcha: await captcha() });
    }
  };
  const enter = () =>
    attempt(async () => {
      const name = input('sign-in-name').value.trim();
      await identity.enterCode(email, input('sign-in-code').value.trim(), name);
      step = 'closed';
      host.focus();
    });
  /** Enter in these fields must not send the form that contains them. */
  const onEnter = (work: () => unknown) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void work();
  };

  const errorOf = (): string => {
    if (!error) return '';
    if (error.fields?.code) return host.l10n.text('wrong.code');
    if (error.fields?.email) return host.l10n.text('wrong.email');
    if (error.fields?.name) return host.l10n.text('missing.name');
    return error.code === 'expired' ? host.l10n.text('expired.code') : errorText(host.l10n, error);
  };
  const field = (
    id: Input,
    label: string,
    more: { type?: string; autocomplete: string; value: string },
    work: () => unknown,
  ) =>
    html`<div class="field" part="field">
      <label for=${id} part="label">${label}</label>
      <input
        id=${id}
        type=${more.type ?? 'text'}
        autocomplete=${more.autocomplete}
        inputmode=${id === 'sign-in-code' ? 'numeric' : nothing}
        dir="auto"
        part="input"
        aria-describedby="sign-in-error"
        .defaultValue=${more.value}
        @keydown=${onEnter(work)}
      />
    </div>`;
  const button = (text: string, work: () => unknown) =>
    html`<button type="button" class="quiet" part="button" @click=${work}>${text}</button>`;

  return {
    get isOpen() {
      return step !== 'closed';
    },
    open: () => show('address'),
    close: () => (step = 'closed'),
    view() {
      const { l10n, state } = host;
      const { typed } = state;
      return html`<div class="identity" role="group" aria-label=${l10n.text('signIn')}>
        ${
          step === 'address'
            ? field(
                'sign-in-email',
                l10n.text('email'),
                { type: 'email', autocomplete: 'email', value: typed.email },
                send,
              )
            : [
                html`<p role="status">${l10n.text('codeSent', { email })}</p>`,
                field('sign-in-code', l10n.text('code'), { autocomplete: 'one-time-code', value: '' }, enter),
                field('sign-in-name', l10n.text('name'), { autocomplete: 'name', value: typed.name }, enter),
              ]
        }
        <div class="actions">
          ${step === 'address' ? button(l10n.text('sendCode'), send) : button(l10n.text('signIn'), enter)}
          ${button(l10n.text('cancel'), cancel)}
        </div>
        <p id="sign-in-error" role="alert" class="note" part="error">${errorOf()}</p>
      </div>`;
    },
  };
}
