import type { CaptchaOptions, CaptchaProvider, MountedCaptcha } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { abortable } from '../../platform/abortable.js';
import { toCaptchaError } from '../shared/captcha-error.js';
import { loadScript, type ScriptSettings } from '../shared/load-script.js';
import { pendingToken } from '../shared/pending-token.js';
import { watchChallenge } from './challenge.js';
import { modeOf, requireKey } from '../shared/settings.js';

/** The part of Google's documented API that is used. */
interface Grecaptcha {
  render(container: HTMLElement, parameters: Record<string, unknown>): number;
  reset(id: number): void;
  execute(id: number): void;
  execute(key: string, options: { action: string }): PromiseLike<string>;
}

const api = () => (globalThis as { grecaptcha?: Partial<Grecaptcha> }).grecaptcha as Grecaptcha;

/**
 * Google reCAPTCHA: v2 as a checkbox; with the mode `invisible`, v2 that only suspicious readers see; or with the mode
 * `v3`, which scores readers and never asks them anything (its action is `comment`).
 */
export const recaptchaCaptcha = ({
  src = 'https://www.google.com/recaptcha/api.js',
  timeout,
}: ScriptSettings = {}): CaptchaProvider => ({
  name: 'recaptcha',
  async mount(container, options) {
    const key = requireKey('recaptcha', options);
    const mode = modeOf('recaptcha', options, ['invisible', 'v3']);
    const { locale, nonce } = options;
    const load = { query: { hl: locale }, nonce, timeout };
    if (mode === 'v3') {
      await loadScript(`${src}?render=${encodeURIComponent(key)}`, load);
      return mountV3(key, options);
    }
    await loadScript(`${src}?render=explicit`, load);
    return mode ? mountInvisible(container, key, options) : mountCheckbox(container, key, options);
  },
});

function mountCheckbox(container: HTMLElement, key: string, options: CaptchaOptions): MountedCaptcha {
  const { onChange } = options;
  const id = render(container, key, options, onChange, {});
  return {
    reset: () => api().reset(id),
    destroy: () => api().reset(id),
  };
}

function mountInvisible(container: HTMLElement, key: string, options: CaptchaOptions): MountedCaptcha {
  const { onChange } = options;
  const pending = pendingToken();
  const fail = (error: StarlingError) => {
    pending.reject(error);
    onChange(undefined, error);
  };
  const change = (token?: string, error?: StarlingError) => {
    if (error) return fail(error);
    if (token !== undefined) pending.resolve(token);
    onChange(token);
  };
  const id = render(container, key, options, change, {
    size: 'invisible',
    // Google requires its badge to be visible: in the form if the container is visible, else in its usual corner.
    badge: container.checkVisibility() ? 'inline' : 'bottomright',
    isolated: true,
  });
  const closed = () => new StarlingError('captcha', 'the challenge was closed');
  return {
    solve: ({ signal } = {}) =>
      pending.request(() => {
        api().execute(id);
        watchChallenge(
          key,
          () => pending.waiting,
          () => fail(closed()),
        );
      }, signal),
    reset: () => api().reset(id),
    destroy() {
      pending.reject(closed());
      api().reset(id);
    },
  };
}

function mountV3(key: string, { onChange }: CaptchaOptions): MountedCaptcha {
  return {
    // A token is valid for two minutes, so it is requested when the form is sent, as Google advises.
    async solve({ signal } = {}) {
      try {
        return await abortable(Promise.resolve(api().execute(key, { action: 'comment' })), signal);
      } catch (cause) {
        signal?.throwIfAborted();
        const error = toCaptchaError(cause);
        onChange(undefined, error);
        throw error;
      }
    },
    reset() {},
    destroy() {},
  };
}

const render = (
  container: HTMLElement,
  key: string,
  { theme, locale }: CaptchaOptions,
  change: CaptchaOptions['onChange'],
  parameters: Record<string, unknown>,
): number =>
  api().render(container, {
    sitekey: key,
    theme,
    hl: locale,
    callback: (token: string) => change(token),
    'expired-callback': () => change(),
    'error-callback': () => change(undefined, new StarlingError('captcha', 'reCAPTCHA has no connection')),
    ...parameters,
  });
