import type { FriendlyCaptchaSDK } from '@friendlycaptcha/sdk';
import type { CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

export interface FriendlySettings {
  /** Origin of the API, if it is neither of Friendly Captcha's two. Set in code only, never by an attribute. */
  apiEndpoint?: string;
}

let sdk: Promise<FriendlyCaptchaSDK> | undefined;

/**
 * Friendly Captcha v2: a proof of work in a frame, which starts when the form is first used; few readers have to click.
 * Mode `eu` uses only the servers in the European Union. Needs the npm package `@friendlycaptcha/sdk`, which loads with
 * it; no third-party script runs in the page.
 */
export const friendlyCaptcha = ({ apiEndpoint }: FriendlySettings = {}): CaptchaProvider => ({
  name: 'friendly',
  async mount(container, options) {
    const sitekey = requireKey('friendly', options);
    const mode = modeOf('friendly', options, ['eu', 'global']) || 'global';
    const { locale, theme, onChange, onInteraction } = options;
    const pending = pendingToken();
    let started = false;

    const widget = (await loadSdk()).createWidget({
      element: container,
      sitekey,
      apiEndpoint: apiEndpoint ?? mode,
      language: locale,
      theme,
      // No form field is needed: slotted fields are not part of the form, and the token comes by an event.
      formFieldName: null,
      startMode: 'none',
    });
    widget.addEventListener('frc:widget.complete', ({ detail }) => {
      pending.resolve(detail.response);
      onChange(detail.response);
    });
    widget.addEventListener('frc:widget.expire', () => {
      started = false;
      onChange();
    });
    widget.addEventListener('frc:widget.error', ({ detail }) => {
      started = false;
      const { code, detail: reason } = detail.error;
      const setting = code === 'sitekey_invalid' || code === 'sitekey_missing';
      const error = new StarlingError(setting ? 'misconfigured' : 'captcha', `Friendly Captcha: ${code}: ${reason}`);
      pending.reject(error);
      onChange(undefined, error);
    });
    widget.addEventListener('frc:widget.statechange', ({ detail }) => {
      if (detail.mode === 'interactive' && detail.state === 'activated') onInteraction?.();
    });
    // A reader may also start again inside the frame.
    widget.addEventListener('frc:widget.reset', ({ detail }) => {
      started = false;
      if (detail.trigger === 'widget') onChange();
    });
    const start = () => {
      if (started) return;
      started = true;
      widget.start();
    };
    start();

    return {
      solve: ({ signal } = {}) => pending.request(start, signal),
      reset: () => widget.reset(),
      destroy() {
        try {
          widget.destroy();
        } catch {
          // The widget empties the container by innerHTML, which fails on a page that enforces Trusted Types.
          container.replaceChildren();
        }
      },
    };
  },
});

/** Loads the SDK once per page, as its documentation advises, and without patching the page's `eval`. */
const loadSdk = (): Promise<FriendlyCaptchaSDK> =>
  (sdk ??= import('@friendlycaptcha/sdk').then(
    ({ FriendlyCaptchaSDK }) => new FriendlyCaptchaSDK({ disableEvalPatching: true, startAgent: false }),
    (cause: unknown) => {
      sdk = undefined;
      throw cause;
    },
  ));
