import type { FormHost } from '../form-host.js';
import { loadFormCaptcha } from './held-captcha.js';

/**
 * Loads everything else that writing and sending need, while there is a network and before the server is upgraded to
 * another version.
 */
export async function prefetch({ captchaName, scope }: FormHost): Promise<void> {
  await Promise.all([
    scope?.store?.backend?.prepare?.(),
    captchaName && loadFormCaptcha(),
    captchaName && import('../../captcha/captcha-slot.js').then(({ loadCaptcha }) => loadCaptcha(captchaName)),
  ]);
}
