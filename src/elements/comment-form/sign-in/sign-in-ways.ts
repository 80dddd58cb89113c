import { html, nothing } from 'lit/html.js';
import type { BackendIdentity } from '../../../backend.js';
import type { CaptchaAnswer } from '../../../contract.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import { mailSignIn } from './mail-sign-in.js';

/** How a guest can sign in. */
export interface SignInWays {
  /** Whether the reader has asked to sign in, and has not changed their mind. */
  readonly isAsked: boolean;
  view(): unknown;
  close(): void;
  /** Focuses the first of them. */
  focus(): void;
}

/** More than these take more room than the fields that they stand in for. */
const mostAtOnce = 2;

/**
 * The ways to sign in. For guests there is a button, at the empty end of the line with the first label, where it moves
 * nothing when it arrives. If only people who are signed in can comment, the ways stand in for the fields of guests.
 */
export function signInWays(
  host: FormHost,
  identity: BackendIdentity,
  captcha: () => Promise<CaptchaAnswer | undefined>,
  store: ThreadStore,
): SignInWays {
  let isOpen = false;
  let isAsked = false;

  const focus = (): void => {
    void host.updateComplete.then(() =>
      host.shadowRoot!.querySelector<HTMLElement>('.identity :is(input, button), .sign-in')?.focus(),
    );
  };
  const show = (open: boolean): void => {
    isOpen = isAsked = open;
    host.change({});
    // What was pressed disappears, so move the focus.
    focus();
  };
  const mail = mailSignIn(host, identity, captcha, () => show(false));
  const button = (text: string, click: () => void) =>
    html`<button type="button" class="quiet" part="button" @click=${click}>${text}</button>`;

  /** Each way as its words and what it does. */
  const waysIn = (): [string, () => void][] => {
    const { email, providers = [] } = store.settings?.identity ?? {};
    const ways = providers.map(({ name, label }): [string, () => void] => [
      host.l10n.text('signInWith', { name: label }),
      () => {
        isAsked = true;
        identity.signInAt(name);
      },
    ]);
    const openMail = () => {
      isAsked = true;
      mail.open();
    };
    return email ? [...ways, [host.l10n.text('signInByMail'), openMail]] : ways;
  };

  /** In place of the fields of guests. */
  const instead = (ways: [string, () => void][]) => {
    const { l10n } = host;
    const shown = isOpen || ways.length <= mostAtOnce ? ways : [[l10n.text('signIn'), () => show(true)] as const];
    return html`<div class="identity first" role="group" aria-label=${l10n.text('signIn')}>
      <p>${l10n.text('signInFirst')} <small part="hint">${l10n.text('keptUntil')}</small></p>
      ${shown.map(([text, click]) => button(text, click))}
    </div>`;
  };

  /** A button for all; if there is one way only, for that. */
  const beside = ([only, ...others]: [string, () => void][]) => {
    if (!only) return nothing;
    return html`<button
      type="button"
      class="sign-in"
      part="button"
      title=${others.length ? nothing : only[0]}
      @click=${others.length ? () => show(true) : only[1]}
    >
      ${host.l10n.text('signIn')}
    </button>`;
  };

  return {
    get isAsked() {
      return isAsked;
    },
    close() {
      mail.close();
      isOpen = isAsked = false;
    },
    focus,
    view() {
      const { l10n } = host;
      if (mail.isOpen) return mail.view();
      const ways = waysIn();
      if (store.settings?.identity?.required) return instead(ways);
      if (!isOpen) return beside(ways);
      return html`<div class="identity" role="group" aria-label=${l10n.text('signIn')}>
        ${ways.map(([text, click]) => button(text, click))} ${button(l10n.text('cancel'), () => show(false))}
      </div>`;
    },
  };
}
