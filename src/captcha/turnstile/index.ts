import type { CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { loadScript, type ScriptSettings } from '../shared/load-script.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

/** What is used of the API that Cloudflare documents. */
interface Turnstile {
  render(container: HTMLElement, parameters: Record<string, unknown>): string | undefined;
  execute(id: string): void;
  reset(id: string): void;
  remove(id: string): void;
}

const api = () => (globalThis as unknown as { turnstile: Turnstile }).turnstile;

/**
 * Cloudflare Turnstile: runs as the form is sent, and shows itself only to readers in doubt. With the mode `visible`
 * it is there, and runs, from the start. Its action is `comment`.
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
      // The reader tries again by the button beside the message, and an open page does not ask for ever.
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
    // A widget that ran once runs again only after a reset, which for one that runs by itself is all it takes.
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
