import { html, nothing } from 'lit/html.js';
import { StarlingError } from '../../../errors.js';
import { setMessages } from '../../../i18n/locale.js';
import { enSignIn } from '../../../locales/en-sign-in.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import type { CaptchaOnDemand } from '../later/captcha-on-demand.js';
import { adaptSettings } from './adapt-settings.js';
import { identityStyles } from './form-identity.styles.js';
import { keepRoom } from './keep-room.js';
import { signInWays } from './sign-in-ways.js';

setMessages('en', enSignIn, true);

/** Who writes, as a form shows it if the backend has accounts. */
export interface FormIdentity {
  view(): unknown;
  /** Changes the settings so that the form asks the reader for nothing that it does not need. */
  adapt(): void;
  /** If the reader has to sign in before they can send, asks them to, and returns true. */
  isBarred(): boolean;
  release(): void;
}

export async function formIdentity(
  host: FormHost,
  store: ThreadStore,
  captcha: CaptchaOnDemand,
): Promise<FormIdentity | undefined> {
  const identity = await store.backend?.identity?.();
  if (!identity) return undefined;
  const root = host.shadowRoot!;
  adoptStyles(root, identityStyles);
  // A browser needs a captcha's answer for its first write.
  const answerOnce = async () => (await captcha.load())?.answerOnce();
  const ways = signInWays(host, identity, answerOnce, store);
  let giveUpRoom: (() => void) | undefined;

  const adapt = (): void => {
    adaptSettings(store, identity);
    const isShown = root.querySelector('.author .field');
    // Those who asked to sign in, or out, expect that the form changes.
    if (isShown && host.rule('name') === 'hidden' && !ways.isAsked) giveUpRoom ??= keepRoom(host);
  };
  const changed = (): void => {
    adapt();
    if (ways.isAsked) giveUpRoom = void giveUpRoom?.();
    ways.close();
    host.change({ error: undefined });
  };
  const signOut = (): void => {
    identity.signOut();
    // The button disappears, so move the focus.
    host.focus();
  };
  const release = identity.subscribe(changed);
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

  return {
    adapt,
    release,
    isBarred: () => {
      if (identity.current || !store.settings?.identity?.required) return false;
      host.change({ error: new StarlingError('unauthorized') });
      ways.focus();
      return true;
    },
    view: () => (identity.current ? signedIn(identity.current.name) : ways.view()),
  };
}
