import { html, nothing } from 'lit/html.js';
import type { BackendIdentity } from '../../../backend.js';
import type { CaptchaAnswer, Thread } from '../../../contract.js';
import { setMessages } from '../../../i18n/locale.js';
import { enSignIn } from '../../../locales/en-sign-in.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import { identityStyles } from './form-identity.styles.js';
import { mailSignIn } from './mail-sign-in.js';

setMessages('en', enSignIn, true);

/** Who writes, as a form shows it if the backend has accounts. */
export interface FormIdentity {
  view(): unknown;
  /** Changes the settings so that the form asks people who are signed in for nothing but their comment. */
  adapt(): void;
  release(): void;
}

/** @param captcha gets a captcha answer, which a browser needs for its first write */
export async function formIdentity(
  host: FormHost,
  store: ThreadStore,
  captcha: () => Promise<CaptchaAnswer | undefined>,
): Promise<FormIdentity | undefined> {
  const identity = await store.backend?.identity?.();
  if (!identity) return undefined;
  adoptStyles(host.shadowRoot!, identityStyles);
  const mail = mailSignIn(host, identity, captcha);
  const adapt = () => adaptSettings(store, identity);
  const release = identity.subscribe(() => {
    adapt();
    mail.close();
    host.change({ error: undefined });
  });
  const signOut = () => {
    identity.signOut();
    // The button disappears, so move the focus.
    host.focus();
  };
  adapt();

  const signedIn = (name: string) =>
    html`<div class="identity known">
      <span dir="auto">${host.l10n.text('signedIn', { name })}</span>
      ${
        identity.canSignOut
          ? html`<button type="button" class="quiet" part="button" @click=${signOut}>
              ${host.l10n.text('signOut')}
            </button>`
          : nothing
      }
    </div>`;

  const ways = () => {
    const { l10n } = host;
    const { required, email, providers = [] } = store.settings?.identity ?? {};
    if (email && mail.isOpen) return mail.view();
    if (!required && !email && !providers.length) return nothing;
    return html`<div class="identity" role="group" aria-label=${l10n.text('signIn')}>
      ${required ? html`<span>${l10n.text('signInFirst')}</span>` : nothing}
      ${providers.map(
        ({ name, label }) =>
          html`<button type="button" class="quiet" part="button" @click=${() => identity.signInAt(name)}>
            ${l10n.text('signInWith', { name: label })}
          </button>`,
      )}
      ${
        email
          ? html`<button type="button" class="quiet" part="button" @click=${mail.open}>
              ${l10n.text('signInByMail')}
            </button>`
          : nothing
      }
    </div>`;
  };

  return { adapt, release, view: () => (identity.current ? signedIn(identity.current.name) : ways()) };
}

/** Settings that have already been changed for somebody who is signed in. */
const adapted = new WeakSet<Thread>();

function adaptSettings(store: ThreadStore, { current, hasEmail }: BackendIdentity): void {
  const { settings } = store;
  if (!current || !settings || adapted.has(settings)) return;
  store.settings = {
    ...settings,
    captcha: null,
    // Replies are sent to the address of the account. People without one are not asked for it.
    notify: settings.notify && hasEmail,
    fields: { ...settings.fields, name: 'hidden', email: 'hidden' },
  };
  adapted.add(store.settings);
}
