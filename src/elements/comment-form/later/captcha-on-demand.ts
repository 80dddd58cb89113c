import { loadPart } from '../../../platform/load-part.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import type { HeldCaptcha } from './held-captcha.js';

/** The code that shows a captcha in a form, once it is there. */
let part: typeof import('./held-captcha.js') | undefined;

/** A form's captcha, whose code is loaded for the first form that needs one. */
export interface CaptchaOnDemand {
  /** The captcha, if the form needs one and the code for it is there. */
  readonly held: HeldCaptcha | undefined;
  /** Loads that code if the form needs it. Rejects with a `StarlingError`. */
  load(): Promise<HeldCaptcha | undefined>;
}

/** @param changed called when a token has arrived or expired */
export function captchaOnDemand(host: FormHost, store: ThreadStore, changed: () => void): CaptchaOnDemand {
  let held: HeldCaptcha | undefined;
  const captcha: CaptchaOnDemand = {
    get held() {
      return (held ??= part && host.captchaName ? new part.HeldCaptcha(host, store, changed) : undefined);
    },
    async load() {
      if (host.captchaName) part ??= await loadPart(() => import('./held-captcha.js'));
      return captcha.held;
    },
  };
  return captcha;
}
