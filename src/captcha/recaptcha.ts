import type { CaptchaOptions, CaptchaProvider, MountedCaptcha } from '../captcha.js';
import { StarlingError } from '../errors.js';
import { loadScript, type ScriptSettings } from './load-script.js';
import { modeOf, requireKey } from './settings.js';

/** What is used of the API that Google documents. */
interface Grecaptcha {
  render(container: HTMLElement, parameters: Record<string, unknown>): number;
  reset(id: number): void;
}

const api = () => (globalThis as { grecaptcha?: Grecaptcha }).grecaptcha!;

/** Google reCAPTCHA v2, as a checkbox. */
export const recaptchaCaptcha = ({
  src = 'https://www.google.com/recaptcha/api.js',
  timeout,
}: ScriptSettings = {}): CaptchaProvider => ({
  name: 'recaptcha',
  async mount(container, options) {
    const key = requireKey('recaptcha', options);
    modeOf('recaptcha', options, []);
    const { locale, nonce } = options;
    await loadScript(src, { query: { render: 'explicit', hl: locale }, nonce, timeout });
    return mountCheckbox(container, key, options);
  },
});

function mountCheckbox(container: HTMLElement, key: string, options: CaptchaOptions): MountedCaptcha {
  const { theme, locale, onChange } = options;
  const id = api().render(container, {
    sitekey: key,
    theme,
    hl: locale,
    callback: (token: string) => onChange(token),
    'expired-callback': () => onChange(),
    'error-callback': () => onChange(undefined, new StarlingError('captcha', 'reCAPTCHA has no connection')),
  });
  return {
    reset: () => api().reset(id),
    destroy: () => api().reset(id),
  };
}
