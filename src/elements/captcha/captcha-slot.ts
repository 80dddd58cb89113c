import { html, nothing, render } from 'lit/html.js';
import type { Backend } from '../../backend.js';
import type { CaptchaProvider, MountedCaptcha } from '../../captcha.js';
import type { CaptchaSetting } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { loadPart } from '../../platform/load-part.js';
import { abortable } from '../../platform/abortable.js';
import { toCaptchaError } from '../../captcha/shared/captcha-error.js';
import { localeOf, onMessages } from '../../i18n/locale.js';
import { captchaLoader } from '../../register.js';
import { tellAuthor } from '../base/later/tell-author.js';
import { captchaPlace } from './captcha-place.js';

export interface MountCaptchaOptions {
  setting: CaptchaSetting;
  /** The words after the provider's name in the attribute `captcha`. */
  mode?: string;
  /** `captcha-placement`: auto, slot or dialog. */
  placement: string;
  /** BCP 47 tag. */
  locale: string;
  challenge?: Backend['challenge'];
  /** Called with the token when there is one, without arguments when it has expired, and with the error on failure. */
  onChange(token?: string, error?: StarlingError): void;
}

/** A captcha that is shown for a form. */
export interface SlottedCaptcha extends MountedCaptcha {
  /** Scrolls the captcha into view and focuses it. */
  focus(): void;
}

/** Loads the code of a provider, named by the first word. Does not show anything on the page yet. */
export async function loadCaptcha(name: string): Promise<CaptchaProvider> {
  const [provider = ''] = name.split(' ');
  const loader = await captchaLoader(provider);
  if (!loader) throw new StarlingError('misconfigured', `no captcha is registered as "${provider}"`);
  return loadPart(loader);
}

/**
 * Shows a captcha in a form's slot `captcha`, or in a dialog if that slot's content can't be in the document's own
 * tree.
 *
 * Never rejects. A failure, now or later, is reported to `onChange` and shown with a button to try again; `solve` tries
 * again by itself. `solve` is absent while the reader has to act first in a visible captcha. In a dialog it is always
 * there, and opens the dialog.
 */
export async function mountCaptcha(form: HTMLElement, options: MountCaptchaOptions): Promise<SlottedCaptcha> {
  const { setting, mode, placement, locale, challenge, onChange } = options;
  const theme = themeOf(form);
  const place = captchaPlace(form, placement, locale, theme);
  let mounted: MountedCaptcha | undefined;
  let mounting: Promise<void> | undefined;
  let token: string | undefined;
  let failure: { error: StarlingError; text: string } | undefined;
  let waiting: PromiseWithResolvers<string> | undefined;
  /** Whether the provider waits for the reader; the captcha then has to be visible. */
  let asked = false;
  let destroyed = false;
  let round = 0;

  const provider = document.createElement('div');
  const draw = () => render([provider, renderFailure()], place.container);
  const renderFailure = () =>
    failure &&
    html`<div class="starling-captcha-error">
      <p role="alert">${localeOf(locale).text(failure.text as `error.${string}`)}</p>
      ${
        failure.error.code === 'misconfigured'
          ? nothing
          : html`<button type="button" class="starling-captcha-button" @click=${retry}>
              ${localeOf(locale).text('retry')}
            </button>`
      }
    </div>`;

  const change = (next?: string, error?: StarlingError, text = `error.${error?.code}`) => {
    token = next;
    failure = error && { error, text };
    draw();
    if (next !== undefined) answer()?.resolve(next);
    if (error) {
      answer()?.reject(error);
      tellAuthor(form, error);
    }
    if (next !== undefined || error) {
      asked = false;
      place.close();
    }
    onChange(next, error);
  };

  /** Returns the promise that waits for a token, if any, and forgets it. */
  const answer = () => {
    const answered = waiting;
    waiting = undefined;
    return answered;
  };
  const dismiss = () => answer()?.reject(new StarlingError('captcha', 'the captcha was closed'));
  const start = (): Promise<void> => (mounting ??= mount().finally(() => (mounting = undefined)));

  // The button disappears together with the message, so the captcha that replaces it takes the focus.
  const retry = async () => {
    await start();
    focus();
  };
  const focus = () => place.container.querySelector<HTMLElement>('input, button, a[href], iframe, [tabindex]')?.focus();

  const mount = async () => {
    const current = ++round;
    const container = document.createElement('div');
    mounted?.destroy();
    mounted = failure = token = undefined;
    asked = false;
    provider.replaceChildren(container);
    draw();
    try {
      const captcha = await loadCaptcha(setting.provider);
      const result = await captcha.mount(container, {
        key: setting.key,
        mode,
        locale,
        theme,
        nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce,
        challenge,
        onChange: (next, error) => {
          if (current === round) change(next, error);
        },
        onInteraction() {
          asked = true;
          if (waiting) place.open(dismiss);
        },
      });
      if (destroyed) result.destroy();
      else mounted = result;
    } catch (cause) {
      const error = toCaptchaError(cause);
      if (!destroyed) change(undefined, error, error.code === 'captcha' ? 'captcha.blocked' : undefined);
    }
  };

  const solve = async ({ signal }: { signal?: AbortSignal } = {}): Promise<string> => {
    if (failure || !mounted) await abortable(start(), signal);
    if (failure) throw failure.error;
    if (token !== undefined) return token;
    if (!mounted?.solve && !place.hidden) throw new StarlingError('captcha', 'the reader has to act first');
    const { promise } = (waiting ??= Promise.withResolvers());
    if (!mounted?.solve || asked) place.open(dismiss);
    try {
      const solved = mounted?.solve?.({ signal });
      return await abortable(solved ? Promise.race([solved, promise]) : promise, signal);
    } finally {
      place.close();
    }
  };

  const release = onMessages(draw);
  await start();
  return {
    get solve() {
      return mounted && !mounted.solve && !failure && !place.hidden ? undefined : solve;
    },
    reset() {
      token = failure = undefined;
      asked = false;
      mounted?.reset();
      draw();
    },
    focus() {
      place.container.scrollIntoView({ block: 'nearest' });
      focus();
    },
    destroy() {
      if (destroyed) return;
      destroyed = true;
      round++;
      release();
      dismiss();
      mounted?.destroy();
      place.remove();
    },
  };
}

/** Light or dark, as the form's content is rendered. That may differ from what the page declares. */
function themeOf(form: HTMLElement): 'light' | 'dark' {
  const own = getComputedStyle(form.shadowRoot?.querySelector('*') ?? form).colorScheme;
  const scheme =
    own === 'normal' ? (document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ?? '') : own;
  const dark =
    scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  return dark ? 'dark' : 'light';
}
