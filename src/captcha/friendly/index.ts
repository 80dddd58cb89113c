import type { FriendlyCaptchaSDK } from '@friendlycaptcha/sdk';
import type { CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

export interface FriendlySettings {
  /** Origin of the API, where it is neither of Friendly Captcha's two; from code only, never from an attribute. */
  apiEndpoint?: string;
}

let sdk: Promise<FriendlyCaptchaSDK> | undefined;

/**
 * Friendly Captcha v2: a proof of work in a frame, from when the form is first used; few readers are asked to click.
 * Mode `eu` keeps to the servers in the European Union. Needs the npm package `@friendlycaptcha/sdk`, which loads
 * with it; no script of a third party runs in the page.
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
      // Slotted fields never become part of the form: the token comes by event.
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
    // A reader may also start over inside the frame.
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
          // It empties the container by innerHTML, which a page that enforces Trusted Types does not let it.
          container.replaceChildren();
        }
      },
    };
  },
});

/** One a page, as its makers advise; it leaves the page's own `eval` alone. */
const loadSdk = (): Promise<FriendlyCaptchaSDK> =>
  (sdk ??= import('@friendlycaptcha/sdk').then(
    ({ FriendlyCaptchaSDK }) => new FriendlyCaptchaSDK({ disableEvalPatching: true, startAgent: false }),
    (cause: unknown) => {
      sdk = undefined;
      throw cause;
    },
  ));
