import type { CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { loadScript, type ScriptSettings } from '../shared/load-script.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

/** The part of Cloudflare's documented API that is used. */
interface Turnstile {
  render(container: HTMLElement, parameters: Record<string, unknown>): string | undefined;
  execute(id: string): void;
  reset(id: string): void;
  remove(id: string): void;
}

const api = () => (globalThis as unknown as { turnstile: Turnstile }).turnstile;

/**
 * Cloudflare Turnstile: runs when the form is sent, and only suspicious readers see it. With the mode `visible` it is
 * visible and runs from the start. Its action is `comment`.
 */
export const turnstileCaptcha = ({
  src = 'https://challenges.cloudflare.com/turnstile/v0/api.js',
  timeout,
}: ScriptSettings = {}): CaptchaProvider => ({
  name: 'turnstile',
  async mount(container, options) {
    const sitekey = requireKey('turnstile', options);
    const visible = modeOf('turnstile', options, ['visible']) === 'visible';
    const { theme, locale, nonce, onChange, onInteraction } = options;
    await loadScript(src, { query: { render: 'explicit' }, nonce, timeout });

    const pending = pendingToken();
    const fail = (reason: string) => {
      const error = new StarlingError('captcha', `Turnstile: ${reason}`);
      pending.reject(error);
      onChange(undefined, error);
    };
    const id = api().render(container, {
      sitekey,
      theme,
      language: locale,
      action: 'comment',
      size: 'flexible',
      appearance: visible ? 'always' : 'interaction-only',
      execution: visible ? 'render' : 'execute',
      'response-field': false,
      // The reader can try again by the button beside the message, and an open page does not retry forever.
      retry: 'never',
      'refresh-expired': 'manual',
      'refresh-timeout': 'manual',
      callback(token: string) {
        pending.resolve(token);
        onChange(token);
      },
      'expired-callback': () => onChange(),
      'error-callback'(code: string) {
        fail(`error ${code}`);
        return true;
      },
      'timeout-callback': () => fail('not answered in time'),
      'unsupported-callback': () => fail('unsupported browser'),
      'before-interactive-callback': () => onInteraction?.(),
    });
    if (id === undefined) throw new StarlingError('misconfigured', 'Turnstile refused its parameters');

    let spent = false;
    const reset = () => {
      spent = true;
      if (visible) api().reset(id);
    };
    // A widget that has run once runs again only after a reset. For one that runs by itself the reset is enough.
    const run = () => {
      if (spent) api().reset(id);
      spent = true;
      api().execute(id);
    };
    return {
      ...(!visible && { solve: ({ signal }: { signal?: AbortSignal } = {}) => pending.request(run, signal) }),
      reset,
      destroy: () => api().remove(id),
    };
  },
});
