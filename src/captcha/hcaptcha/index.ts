import type { CaptchaOptions, CaptchaProvider, MountedCaptcha } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { abortable } from '../../platform/abortable.js';
import { loadScript, type ScriptSettings } from '../shared/load-script.js';
import { modeOf, requireKey } from '../shared/settings.js';

/** The part of hCaptcha's documented API that is used. */
interface Hcaptcha {
  render(container: HTMLElement, parameters: Record<string, unknown>): string;
  execute(id: string, options: { async: true }): Promise<{ response: string }>;
  reset(id: string): void;
  remove(id: string): void;
}

const api = () => (globalThis as unknown as { hcaptcha: Hcaptcha }).hcaptcha;

/** hCaptcha, as a checkbox or, with the mode `invisible`, only when the form is sent. */
export const hcaptchaCaptcha = ({
  src = 'https://js.hcaptcha.com/1/api.js',
  timeout,
}: ScriptSettings = {}): CaptchaProvider => ({
  name: 'hcaptcha',
  async mount(container, options) {
    const sitekey = requireKey('hcaptcha', options);
    const invisible = modeOf('hcaptcha', options, ['invisible']) === 'invisible';
    const { theme, locale, nonce, onChange } = options;
    // Without recaptchacompat=off, hCaptcha would replace the API of a reCAPTCHA elsewhere on the page.
    await loadScript(src, { query: { render: 'explicit', recaptchacompat: 'off', hl: locale }, nonce, timeout });
    const id = api().render(container, {
      sitekey,
      theme,
      hl: locale,
      size: invisible ? 'invisible' : 'normal',
      callback: (token: string) => onChange(token),
      'expired-callback': () => onChange(),
      'error-callback': (code: string) => onChange(undefined, failure(code)),
    });
    return {
      ...(invisible && { solve: solver(id, onChange) }),
      reset: () => api().reset(id),
      destroy: () => api().remove(id),
    };
  },
});

function solver(id: string, onChange: CaptchaOptions['onChange']): MountedCaptcha['solve'] {
  return async ({ signal } = {}) => {
    try {
      return (await abortable(api().execute(id, { async: true }), signal)).response;
    } catch (code) {
      signal?.throwIfAborted();
      const error = failure(code);
      onChange(undefined, error);
      throw error;
    }
  };
}

/** hCaptcha rejects with bare strings, such as `challenge-closed`. */
const failure = (code: unknown) => new StarlingError('captcha', `hCaptcha: ${code}`);
