import { type CaptchaProvider, StarlingError } from '../../src/index.js';

/** A question that readers of the site can answer. The page shows the question; only the backend knows the answers. */
export const questionCaptcha = (): CaptchaProvider => ({
  name: 'question',
  async mount(container, { key, onChange }) {
    if (!key) throw new StarlingError('misconfigured', 'captcha="question" needs its question as captcha-key');

    const label = document.createElement('label');
    const input = document.createElement('input');
    input.autocomplete = 'off';
    label.append(key, ' ', input);
    container.append(label);

    // The token is what the backend checks. No token (or an expired one) is `onChange()`, a failure `onChange(undefined, error)`.
    input.addEventListener('input', () => onChange(input.value.trim() || undefined));

    return {
      // No `solve`: the reader has to act. A provider that needs no help has it and resolves with the token.
      reset() {
        input.value = '';
      },
      destroy() {
        label.remove();
      },
    };
  },
});
